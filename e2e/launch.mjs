// How the browser and the server are started, for the tests and for the measurements.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Quiet, and without the sandbox that containers do not allow. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Wide enough for the lesson, the editor and the timeline side by side. */
export const viewport = { width: 1680, height: 950 };

/**
 * Starts the server and those of the lessons on free ports, with further options; returns its address, the
 * ports of the lessons' servers, and how to close it.
 */
export async function startServer(options = []) {
  const binary = process.env.POLLSCOPE_SERVER;
  if (!binary) throw new Error("POLLSCOPE_SERVER is not set: run `cargo xtask test` or `cargo xtask bench page`");
  const ports = ["--port", "0", "--demos", "--echo-port", "0", "--http-port", "0", "--threads-port", "0"];
  const server = spawn(binary, ["--site", join(root, "dist"), ...ports, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(server, "exit");
  const told = {};
  for await (const line of createInterface({ input: server.stdout })) {
    const demo = line.match(/^the (echo|HTTP) server is on [^ ]+:(\d+)/);
    if (demo) told[demo[1].toLowerCase()] = Number(demo[2]);
    const url = line.match(/^Pollscope is on (http:[^ ]+)/)?.[1];
    if (!url) continue;
    return {
      url,
      ports: told,
      async close() {
        server.kill("SIGINT");
        // It finishes what is under way; we are in a hurry.
        const impatient = setTimeout(() => server.kill("SIGKILL"), 2000);
        await closed;
        clearTimeout(impatient);
      },
    };
  }
  throw new Error(`${binary} ended before it told its address`);
}
