// Once before all tests: a server for the site in dist/, or the one that POLLSCOPE_URL names.

import { startServer } from "./launch.mjs";

export default async function setup() {
  if (process.env.POLLSCOPE_URL) return;
  const server = await startServer();
  process.env.POLLSCOPE_URL = server.url;
  return server.close;
}
