'use strict';

const http = require('node:http');

const version = 'v1';
const port = Number(process.env.PORT || 3000);

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>hello ${version}</title>
<h1>Hello from Akash</h1>
<p>This is version <strong>${version}</strong>.</p>
</html>
`;

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
});

server.listen(port, '0.0.0.0', () => console.log(`hello ${version} listens on port ${port}`));

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close(() => process.exit(0)));
