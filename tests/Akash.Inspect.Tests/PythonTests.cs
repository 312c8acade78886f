namespace Akash.Inspect.Tests;

public sealed class PythonTests
{
    [Fact]
    public void FastAPI_is_served_from_the_object_that_is_really_there()
    {
        var inspection = Repository.Inspect(
            ("requirements.txt", "fastapi==0.115\n"), ("app.py", "from fastapi import FastAPI\n\nservice = FastAPI()\n\n@service.get('/healthz')\ndef ok(): ...\n"));

        var application = inspection.Application!;
        application.Framework!.Value.Should().Be("fastapi");
        application.Start!.Value.Should().StartWith("uvicorn app:service --host 0.0.0.0 --port $PORT");
        application.Start.Evidence.Should().Be(new Evidence("app.py", 3));
        application.HealthPath!.Value.Should().Be("/healthz");
        inspection.Port!.Value.Should().Be(8000);
        application.Dockerfile.Should().Contain("RUN pip install --no-cache-dir uvicorn", "the requirements do not name it").And.Contain("USER 10001");
    }

    [Fact]
    public void Flask_is_served_by_gunicorn()
    {
        var inspection = Repository.Inspect(("requirements.txt", "Flask>=3\ngunicorn\n"), ("main.py", "from flask import Flask\napp = Flask(__name__)\n"));

        inspection.Application!.Start!.Value.Should().Be("gunicorn main:app --bind 0.0.0.0:$PORT");
        inspection.Application.Dockerfile.Should().NotContain("install --no-cache-dir gunicorn");
    }

    [Fact]
    public void A_Django_project_is_found_by_its_wsgi_module()
    {
        var inspection = Repository.Inspect(
            ("pyproject.toml", "[project]\nrequires-python = \">=3.11\"\ndependencies = [\n  \"django>=5\",\n]\n"), ("manage.py", ""), ("shop/wsgi.py", ""));

        inspection.Application!.Start!.Value.Should().EndWith("exec gunicorn shop.wsgi:application --bind 0.0.0.0:$PORT");
        inspection.Application.Framework!.Evidence.Should().Be(new Evidence("pyproject.toml", 4));
        inspection.Application.Runtime!.Value.Should().Be("3.13");
    }

    [Fact]
    public void Streamlit_answers_on_its_own_port_and_path()
    {
        var inspection = Repository.Inspect(("requirements.txt", "streamlit\n"), ("streamlit_app.py", "import streamlit as st\n"));

        inspection.Port!.Value.Should().Be(8501);
        inspection.HealthPath!.Value.Should().Be("/_stcore/health");
    }

    [Fact]
    public void A_Procfile_says_how_it_is_started()
    {
        var inspection = Repository.Inspect(
            ("requirements.txt", "gunicorn\n"), ("Procfile", "release: ./migrate\nweb: gunicorn shop:application --bind 0.0.0.0:9000\n"), ("shop.py", ""));

        inspection.Application!.Start.Should().Be(
            new Found<string>("gunicorn shop:application --bind 0.0.0.0:9000", "the web process of the Procfile", new("Procfile", 2)));
        inspection.Port!.Value.Should().Be(9000);
    }

    [Theory]
    [InlineData("uv.lock", "uv")]
    [InlineData("poetry.lock", "poetry")]
    public void A_lockfile_beats_the_requirements(string lockfile, string tool)
    {
        var inspection = Repository.Inspect(
            (lockfile, ""), ("pyproject.toml", "dependencies = [\"flask\"]"), ("requirements.txt", "flask"), ("app.py", "app = Flask(__name__)"));

        inspection.Application!.PackageManager!.Value.Should().Be(tool);
        inspection.Application.Dockerfile.Should().Contain($"RUN pip install --no-cache-dir {tool}");
    }
}
