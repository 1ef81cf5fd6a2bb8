import { expect, test } from 'vitest'
import { allowedSources } from '../src/connect-sources.ts'

const HUB = 'https://huggingface.co https://*.huggingface.co https://*.hf.co'

test.each([
  ['', "'none'"],
  ['?other=https://a.example/x', "'none'"],
  ['?url=https://a.example/model.pth', 'https://a.example'],
  ['?url=http://localhost:8080/model.pth', 'http://localhost:8080'],
  ['?url=files/model.pth', "'self'"],
  ['?url=https://page.example/model.pth', "'self'"],
  ['?url=hf://ns/name/model.safetensors', HUB],
  ['?url=https://huggingface.co/ns/name/resolve/main/x.bin', HUB],
  ['?url=https://a.example/x&redirects=any', 'https: http:'],
  // Hosts that end like the hub are not the hub.
  ['?url=https://nothf.co/x', 'https://nothf.co'],
  // What could begin another directive or source does not reach the policy.
  ['?url=javascript:alert(1)', "'none'"],
  ['?url=data:text/plain,x', "'none'"],
  ['?url=blob:https://page.example/1', "'self'"],
  [`?url=${encodeURIComponent('https://a.example; script-src *')}`, "'none'"],
  [`?url=${encodeURIComponent('https://a.example;script-src')}`, "'none'"],
  [`?url=${encodeURIComponent('https://a.example,default-src')}`, "'none'"],
  ['?url=http://[::1]:80/x', 'http://[::1]'],
  [`?url=${encodeURIComponent('https://a.example/ https://b.example')}`, 'https://a.example'],
])('%s permits %s', (search, sources) => {
  expect(allowedSources({ search, origin: 'https://page.example' })).toBe(sources)
})
