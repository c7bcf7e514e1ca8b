// Scans one host with the Mozilla Observatory's rules and prints the result as JSON.
//     node observatory.mjs PACKAGE HOST HTTP_PORT HTTPS_PORT
// The rules ask the ports 80 and 443 of HOST; both connections go to a server on this machine.
import net from "node:net";
import { pathToFileURL } from "node:url";

const [folder, host, httpPort, httpsPort] = process.argv.slice(2);
const PORTS = { 80: Number(httpPort), 443: Number(httpsPort) };

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (options.host !== host) {
    throw new Error(`asks another host: ${options.host}`);
  }
  Object.assign(options, { host: "127.0.0.1", port: PORTS[options.port], lookup: undefined });
  return connect.apply(this, args);
};

const { scan } = await import(pathToFileURL(`${folder}/src/scanner/index.js`).href);
console.log(JSON.stringify(await scan(host)));
process.exit(0);
