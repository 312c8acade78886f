using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Deploy.Plans;

/// <summary>All a plan is made from: what the record says, and what the chain and the providers say of the same deployment.</summary>
/// <param name="Record">Null where the environment has none for this account and chain.</param>
/// <param name="Deployment">Null where the chain does not know the recorded dseq.</param>
/// <param name="Serving">Every service has its replicas and its public URL answers.</param>
/// <param name="Addressed">The caller named the dseq: it must be there.</param>
sealed record CurrentState(DeploymentRecord? Record, NetworkDeployment? Deployment, bool Serving, bool Addressed);
