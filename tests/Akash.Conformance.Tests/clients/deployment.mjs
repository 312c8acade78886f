/** What both clients send: one small deployment, with the fields of the network's messages. */
export const source = { invalid: 0, balance: 1, grant: 2 };

export const deposit = (amount) => ({ amount: { denom: "uact", amount }, sources: [source.balance] });

export const hash = (byte) => new Uint8Array(32).fill(byte);

const number = (digits) => ({ val: new TextEncoder().encode(digits) });

export const group = {
  name: "dcloud",
  requirements: { signedBy: { allOf: [], anyOf: [] }, attributes: [] },
  resources: [{
    resource: {
      id: 1,
      cpu: { units: number("500"), attributes: [] },
      memory: { quantity: number("536870912"), attributes: [] },
      storage: [{ name: "default", quantity: number("536870912"), attributes: [] }],
      gpu: { units: number("0"), attributes: [] },
      endpoints: [{ kind: 0, sequenceNumber: 0 }],
    },
    count: 1,
    price: { denom: "uact", amount: "1000" },
  }],
};

/** Settings the test hands over: addresses of the node, and a phrase for each account. */
export const settings = JSON.parse(process.env.SANDBOX);

/** Fails the run, saying what was expected. */
export function expect(condition, what) {
  if (!condition) throw new Error(`expected ${what}`);
}
