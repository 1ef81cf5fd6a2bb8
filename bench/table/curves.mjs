/** How time and memory of `pth inspect` grow with tensors and with bytes, beside torch.load; drawn as SVG. */
import { join } from 'node:path'
import * as echarts from 'echarts'
import { pair } from './measure.mjs'

const root = join(import.meta.dirname, '..', '..')
const peers = join(import.meta.dirname, 'peers.py')

const BY_TENSORS = [
  ['100.pth', 100],
  ['1k.pth', 1e3],
  ['10k.pth', 1e4],
  ['100k.pth', 1e5],
  ['1m.pth', 1e6],
]
/** torch.load reads every byte: beyond 1 GB that measures the disk, so it is asked with mmap there as everywhere. */
const BY_BYTES = [
  ['10mb.pth', 1e7],
  ['100mb.pth', 1e8],
  ['1gb.pth', 1e9],
  ['200-large.pth', 3.3e9],
  ['20gb.pth', 2e10],
]

const row = ({ size, seconds, peerSeconds, mebibytes, peerMebibytes }) =>
  `| ${size.toLocaleString('en-US')} | ${seconds.toFixed(2)} | ${peerSeconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${peerMebibytes.toFixed(0)} |`
const head = (what) =>
  `| ${what} | pth, s | torch.load, s | pth, MiB | torch.load, MiB |\n|---|---|---|---|---|`

const at = (index) => ({
  left: index % 2 === 0 ? 60 : 540,
  top: index < 2 ? 70 : 420,
  width: 380,
  height: 260,
})

function counted(value) {
  return value.toLocaleString('en-US')
}

function sized(value) {
  return value < 1e9 ? `${value / 1e6} MB` : `${value / 1e9} GB`
}

/** @returns {Promise<{ text: string, picture: string }>} a Markdown table, and an SVG of four lines for each of two sizes */
export async function growth({ file, python }) {
  const tensors = BY_TENSORS.map(([name, size]) => ({ size, ...measured(file(name), python, size) }))
  const bytes = BY_BYTES.map(([name, size]) => ({ size, ...measured(file(name), python, size) }))
  const text = [head('tensors'), ...tensors.map(row), '', head('bytes, 200 tensors'), ...bytes.map(row)].join(
    '\n',
  )
  return { text, picture: drawn(tensors, bytes) }
}

function measured(path, python, size) {
  const pth = { command: [process.execPath, join(root, 'bin', 'pth.js'), 'inspect', path] }
  return pair(pth, { command: [python, peers, 'load_mapped', path] }, size === 1e6 ? 1 : 3)
}

function drawn(tensors, bytes) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 960, height: 720 })
  const places = [
    { title: 'seconds, by tensors', points: tensors, of: ['seconds', 'peerSeconds'] },
    { title: 'MiB, by tensors', points: tensors, of: ['mebibytes', 'peerMebibytes'] },
    { title: 'seconds, by bytes', points: bytes, of: ['seconds', 'peerSeconds'] },
    { title: 'MiB, by bytes', points: bytes, of: ['mebibytes', 'peerMebibytes'] },
  ]
  const names = ['pth inspect', 'torch.load, mmap=True']
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    color: ['#2563eb', '#b45309'],
    legend: { data: names, top: 8 },
    title: places.map(({ title }, index) => ({
      text: title,
      left: at(index).left,
      top: at(index).top - 28,
      textStyle: { fontSize: 13 },
    })),
    grid: places.map((_, index) => at(index)),
    xAxis: places.map((_, gridIndex) => ({
      type: 'log',
      gridIndex,
      axisLabel: { formatter: gridIndex < 2 ? counted : sized },
    })),
    yAxis: places.map((_, gridIndex) => ({ type: 'log', gridIndex })),
    series: places.flatMap(({ points, of }, index) =>
      of.map((what, which) => ({
        name: names[which],
        type: 'line',
        xAxisIndex: index,
        yAxisIndex: index,
        data: points.map((point) => [point.size, point[what]]),
      })),
    ),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return `${svg}\n`
}
