def write(cases): pass
