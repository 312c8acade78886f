# akash-sandbox as a container, for `services:` of anyone's workflow. The context is the repository, where eng/sandbox-image has
# published the program to artifacts/sandbox. Leases run on the engine whose socket is mounted at /var/run/docker.sock.

FROM debian:13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libssl3t64 libstdc++6 \
 && rm -rf /var/lib/apt/lists/*
COPY artifacts/sandbox /opt/akash-sandbox
# RPC with REST and faucet, gRPC, admin API with page and network.json. Gateways and URLs of leases have ports of their own.
EXPOSE 26657 9090 8090
ENTRYPOINT ["/opt/akash-sandbox/akash-sandbox", "--listen", "127.0.0.1", "self", "--port", "26657", "--grpc-port", "9090", "--admin-port", "8090"]
