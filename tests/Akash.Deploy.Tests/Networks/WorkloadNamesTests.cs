using Akash.Deploy.Networks;

namespace Akash.Deploy.Tests.Networks;

public sealed class WorkloadNamesTests
{
    [Theory]
    [InlineData("Pod", "web-6d9f7c8b5-x2x7k", "web")]
    [InlineData("Pod", "my-web-6d9f7c8b5-x2x7k", "my-web")]
    [InlineData("Pod", "db-main-0", "db-main")]
    [InlineData("Pod", "strange", "strange")]
    [InlineData("ReplicaSet", "web-6d9f7c8b5", "web")]
    [InlineData("Deployment", "my-web", "my-web")]
    [InlineData("StatefulSet", "db-0", "db-0")]
    [InlineData("Service", "web-np", "web")]
    public void Service_is_read_off_the_names_of_its_workload(string kind, string name, string service) =>
        WorkloadNames.ServiceOf(kind, name).Should().Be(service);
}
