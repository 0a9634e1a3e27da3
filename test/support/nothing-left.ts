const PATIENCE_MS = 20_000;

/**
 * After all tests: what one of them left open must not keep the run from ending, nor go unseen. The timer itself holds nothing open,
 * so it speaks only where something else does.
 */
export default function nothingLeft(): void {
  setTimeout(() => {
    process.stderr.write('A test left something open: the run is ended as failed.\n');
    process.exit(1);
  }, PATIENCE_MS).unref();
}
