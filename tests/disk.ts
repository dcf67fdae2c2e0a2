/**
 * A disk that really is full. Where this machine lets us mount one (as root), it is a small file system
 * filled to its last byte; elsewhere (a plain container) the kernel refuses to let the processes' files
 * grow. Either way the error comes from the system and not from us.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  folder: string;
  /** From now on nothing that these processes write there finds room. */
  fill: (pids: readonly number[]) => void;
  makeRoom: () => void;
  remove: () => void;
}

export interface SmallDiskOptions {
  /** False: the way of a plain container, wherever this runs. */
  mayMount: boolean;
  /** Where only growth can be refused: as large as this a file may be anyway. Postgres needs the sixteen
   * megabytes of its log's files, or it is more than its disk that fails. */
  growthBytes?: number;
}

const SIZE_MB = 48;

const limitGrowth = (pids: readonly number[], bytes: string) => {
  for (const pid of pids) {
    // Only the soft limit, and as the process's own user: who alone may set it, and raise it again.
    const { uid, gid } = statSync(`/proc/${pid}`);
    const limits = [`--pid=${pid}`, `--fsize=${bytes}:`];
    const { status, stderr } = spawnSync('prlimit', limits, { uid, gid });
    if (status !== 0) throw new Error(`prlimit: ${String(stderr)}`);
  }
};

export const makeSmallDisk = ({ mayMount, growthBytes = 0 }: SmallDiskOptions): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder];
  const isMounted = mayMount && spawnSync('mount', options).status === 0;
  // Postgres runs as another user when we are root.
  chmodSync(folder, 0o777);
  const ballast = join(folder, 'ballast');
  let limited: readonly number[] = [];

  const fillUp = () => {
    const file = openSync(ballast, 'w');
    // Down to single bytes: a file system that still has a page is not full.
    for (let bytes = 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2))
      while (writes(file, bytes));
    closeSync(file);
  };
  const largest = () => {
    const files = readdirSync(folder, { withFileTypes: true, recursive: true });
    const sizes = files.map((file) =>
      file.isFile() ? statSync(join(file.parentPath, file.name)).size : 0,
    );
    return Math.max(0, ...sizes);
  };
  return {
    folder,
    fill: (pids) => {
      if (isMounted) return fillUp();
      limited = pids;
      limitGrowth(pids, String(Math.max(growthBytes, largest())));
    },
    makeRoom: () => {
      if (isMounted) rmSync(ballast, { force: true });
      else limitGrowth(limited, 'unlimited');
    },
    remove: () => {
      if (isMounted) spawnSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const writes = (file: number, bytes: number): boolean => {
  try {
    return writeSync(file, Buffer.alloc(bytes)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
};
