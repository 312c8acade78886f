'use strict';

const http = require('node:http');
const { askInteger } = require('./redis.js');

const port = Number(process.env.PORT || 3000);
const redisHost = process.env.REDIS_HOST || 'redis';
const redisPort = Number(process.env.REDIS_PORT || 6379);

const server = http.createServer(async (request, response) => {
  if (request.url === '/health') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
    return;
  }
  try {
    const visits = await askInteger(redisHost, redisPort, 'INCR', 'visits');
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(`visit number ${visits}\n`);
  } catch (error) {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end(`the counter is not there: ${error.message}\n`);
  }
});

server.listen(port, '0.0.0.0', () => console.log(`web listens on port ${port} and counts in ${redisHost}:${redisPort}`));

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close(() => process.exit(0)));
