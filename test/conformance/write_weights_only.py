"""Writes random mixtures of names, calls, states, persistent ids and opcodes, and asks torch.load(weights_only=True) about each.

Usage: write_weights_only.py FOLDER    (under torch 1.13 it writes nothing: its weights_only has other rules)
"""
import json
import pathlib
import random
import struct
import sys

import torch

import attacks
import pickle_assembler as asm
import write_scan

FILES = 600
FILES_OF_A_KIND = 80
R = random.Random(20606)
t, i = asm.text, asm.integer
GOOD = [('collections','OrderedDict'),('collections','Counter'),('torch','Size'),('torch','float32'),('torch','FloatStorage'),('torch','device'),('torch._utils','_rebuild_parameter'),('torch._utils','_rebuild_tensor_v2'),('torch._utils','_rebuild_tensor'),('torch.nn.parameter','Parameter'),('torch','Tensor'),('builtins','set'),('builtins','bytearray'),('_codecs','encode'),('torch','per_tensor_affine'),('torch._utils','_rebuild_sparse_tensor'),('torch.serialization','_get_layout'),('torch','BFloat16Storage'),('torch.storage','UntypedStorage'),('torch._utils','_rebuild_meta_tensor_no_storage'),('torch._tensor','_rebuild_from_type_v2'),('torch','HalfTensor'),('torch.nn.parameter','Buffer'),('builtins','complex'),('torch._utils','_rebuild_qtensor'),('torch._utils','_rebuild_nested_tensor'),('torch._utils','_rebuild_wrapper_subclass'),('torch.distributed.tensor','DTensor'),('torch','Generator')]
BAD = [('posix','system'),('builtins','eval'),('argparse','Namespace'),('os','path'),('numpy','ndarray'),('builtins','print'),('__builtin__','set'),('torch','nosuch'),('torch.nn','Linear'),('collections','deque'),('torch','sparse_coo'),('builtins','getattr'),('sys','exit'),('__builtin__','long'),('datetime','date')]

def val(d=0):
    """One value, nested at most four deep; unbalanced ones are part of the mixture."""
    c=R.randrange(22 if d<3 else 12)
    if c==0: return i(R.choice([0,1,5,-1,255,70000,2**40]))
    if c==1: return t(R.choice(['a','weight','','utf8','latin1','cpu','0']))
    if c==2: return R.choice([b'N',b'\x88',b'\x89'])
    if c==3: return asm.number(1.5)
    if c==4: return R.choice([b')',b'}',b']'])
    if c==5: return asm.storage('0',R.choice([6,6,6,5,7,0]),storage_class=R.choice([('torch','FloatStorage')]*4+[('torch','HalfStorage'),('torch','Nope')]))
    if c in(6,7): return asm.tensor(asm.storage('0',6),R.choice([(2,3),(6,),(),(7,),(2,2),(-1,)]),R.choice([(3,1),(1,),(),(0,0)]),R.choice([0,0,0,1,-1,9]))
    if c==8: return asm.name(*R.choice(GOOD))
    if c==9: return asm.name(*R.choice(GOOD)) if R.random()<.75 else asm.name(*R.choice(BAD))
    if c==10: return asm.ordered_dict()
    if c==11: return b'U\x02ab' if R.random()<.3 else b'C\x02ab' if R.random()<.5 else asm.integer(3)
    if c==12: return asm.tuple_of(*[val(d+1) for _ in range(R.randrange(4))])
    if c==13: return asm.list_of(*[val(d+1) for _ in range(R.randrange(4))])
    if c==14: return asm.dict_of([(t('k%d'%n),val(d+1)) for n in range(R.randrange(3))])
    if c in(15,16): return asm.call(asm.name(*(R.choice(GOOD) if R.random()<.85 else R.choice(BAD))),*[val(d+1) for _ in range(R.randrange(4))])
    if c==17: return val(d+1)+val(d+1)+b'b'
    if c==18: return asm.name(*R.choice(GOOD))+asm.tuple_of(*[val(d+1) for _ in range(R.randrange(3))])+b'\x81'
    if c==19: return val(d+1)+b'Q'
    if c==20: return R.choice([val(d+1)+b'q\x07',b'h\x07',val(d+1)+val(d+1)+b'\x86',val(d+1)+b'\x85',val(d+1)+b'0'+val(d+1),val(d+1)+b'2\x86',b'(K\x01t',b'\x8f',b'\x8c\x01x',b'\x8e'+struct.pack('<Q',1)+b'x'])
    return asm.list_of()+val(d+1)+R.choice([b'a',b's',b'e'])


calls = [lambda:asm.call(asm.name('torch','Size'),asm.tuple_of(i(R.randrange(3)),R.choice([i(2),i(-1),t('x'),asm.number(1.0)]))),
 lambda:asm.call(asm.name('_codecs','encode'),t(R.choice(['ab','é','\u20ac'])),t(R.choice(['latin1','utf8','nope','ascii']))),
 lambda:asm.call(asm.name('torch','device'),*R.choice([[t('cpu')],[t('cuda:0')],[t('nosuch')],[i(0)],[],[t('cpu'),i(0)],[t('meta')]])),
 lambda:asm.call(asm.name('collections','Counter'),R.choice([asm.dict_of([(t('a'),i(1))]),asm.list_of(i(1)),i(1),b'N'])),
 lambda:asm.call(asm.name('builtins','set'),R.choice([asm.list_of(i(1)),asm.list_of(asm.list_of()),i(1)])),
 lambda:asm.call(asm.name('torch._utils','_rebuild_parameter'),R.choice([asm.tensor(asm.storage('0',6),(6,),(1,)),i(1)]),R.choice([b'\x88',b'\x89',i(1),b'N']),asm.ordered_dict()),
 lambda:asm.call(asm.name('torch._utils','_rebuild_sparse_tensor'),asm.name('torch','strided') if R.random()<.3 else asm.call(asm.name('torch.serialization','_get_layout'),t(R.choice(['torch.sparse_coo','torch.sparse_csr','torch.nope']))),asm.tuple_of(asm.tensor(asm.storage('0',6),(1,2),(2,1)),asm.tensor(asm.storage('0',6),(2,),(1,)),asm.tuple_of(i(4)))),
 lambda:asm.ordered_dict()+R.choice([asm.dict_of([(t('_metadata'),i(1))]),asm.list_of(),b'N',asm.tuple_of(b'N',b'}'),i(3)])+b'b',
 lambda:asm.tensor(asm.storage('0',6),(6,),(1,))+R.choice([asm.dict_of([(t('x'),i(1))]),b'N',i(1),asm.tuple_of(b'}',b'}')])+b'b',
 lambda:asm.call(asm.name('builtins','bytearray'),*R.choice([[],[i(3)],[t('a'),t('utf8')],[t('a')],[b'C\x01a']])),
 lambda:asm.call(asm.name('torch._utils','_rebuild_meta_tensor_no_storage'),R.choice([asm.name('torch','float32'),i(1)]),asm.tuple_of(i(2)),asm.tuple_of(R.choice([i(1),i(2),t('x')])),b'\x89'),
]


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if int(torch.__version__.split(".")[0]) < 2:
        return
    files = {}
    for number in range(FILES):
        body = R.choice(calls)() if R.random() < 0.45 else val()
        if R.random() < 0.3:
            body = asm.dict_of([(t("w"), asm.tensor(asm.storage("0", 6), (2, 3), (3, 1))), (t("x"), body)])
        pickled = asm.program(body, protocol=R.choice([2, 2, 2, 3, 4, 0]))
        path = folder / f"n{number:04d}.pth"
        path.write_bytes(attacks.archive(pickled) if R.random() < 0.7 else attacks.legacy(pickled))
        files[path.name] = {**write_scan.load(path), "unsafe_globals": write_scan.unsafe_globals(path)}
    # Only newer versions of torch have what it asks for.
    import weights_only_random

    maker = weights_only_random.Maker(213)
    for kind in weights_only_random.KINDS:
        for number in range(FILES_OF_A_KIND):
            path = folder / f"{kind}{number:03d}.pth"
            path.write_bytes(maker.file(kind))
            files[path.name] = {**write_scan.load(path), "unsafe_globals": write_scan.unsafe_globals(path)}
    record = {"torch": torch.__version__.split("+")[0], "files": files}
    (folder / "weights-only.json").write_text(json.dumps(record, indent=1) + "\n")
    accepted = sum(answer["answer"] == "accepts" for answer in files.values())
    print(f"  {len(files)} random files; torch accepts {accepted} of them with weights_only=True")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
