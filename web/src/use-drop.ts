/** Files that are dropped anywhere on the page. */
import { useEffect, useState } from 'preact/hooks'
import type { Failure, Input } from './engine.ts'
import { droppedInput } from './picked.ts'
import { failureOf } from './use-work.ts'

/** Whether something is being dragged over the page. */
export function useDrop(
  can: boolean,
  onInput: (input: Input) => void,
  onFailure: (failure: Failure) => void,
): boolean {
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    if (!can) return undefined
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setDragging(true)
    }
    const leave = (event: DragEvent): void => {
      // Out of the window, and not only into another element.
      if (event.relatedTarget === null) setDragging(false)
    }
    const drop = (event: DragEvent): void => {
      setDragging(false)
      if (event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      droppedInput(event.dataTransfer).then(
        (input) => {
          if (input !== null) onInput(input)
        },
        (error: unknown) => onFailure(failureOf(error)),
      )
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [can, onInput, onFailure])
  return dragging
}
