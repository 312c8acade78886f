'use strict';

const net = require('node:net');

/** Sends one command to redis over a connection of its own and resolves with the integer it answers. */
function askInteger(host, port, ...words) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, timeout: 3000 });
    let answer = '';
    socket.on('connect', () => {
      const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
      socket.write(`*${words.length}\r\n${parts.join('')}`);
    });
    socket.on('data', (data) => {
      answer += data;
      if (!answer.includes('\r\n')) return;
      socket.end();
      if (answer.startsWith(':')) resolve(Number.parseInt(answer.slice(1), 10));
      else reject(new Error(`redis answers ${answer.trim()}`));
    });
    socket.on('timeout', () => socket.destroy(new Error(`redis at ${host}:${port} does not answer`)));
    socket.on('error', reject);
  });
}

module.exports = { askInteger };
