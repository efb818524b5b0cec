"""The Kubernetes manifests: the API's own schemas accept them, and every name leads to something."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.deploy.image import CONTAINERFILE
from tests.deploy.site import ROOT

MANIFESTS = ROOT / "deploy" / "kubernetes"
FOLDERS = sorted(path.parent for path in MANIFESTS.glob("*/kustomization.yaml"))
OVERLAYS = [folder for folder in FOLDERS if folder.name not in ("base", "sign-in")]
VERSIONS = ("1.33", "1.37")  # sidecars that start first are settled since 1.33; the other is the newest known
OTHER_APIS = {"Middleware"}  # Traefik's, known to Traefik alone

Document = dict[str, Any]


def read(path: Path) -> list[Document]:
    return [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document]


def load_kustomization(folder: Path) -> Document:
    (document,) = read(folder / "kustomization.yaml")
    return document


def list_resources() -> list[Document]:
    """Every resource that the folders bring, as they stand in their files."""
    return [
        document
        for folder in FOLDERS
        for name in load_kustomization(folder).get("resources", ())
        if name.endswith(".yaml")
        for document in read(folder / name)
    ]


RESOURCES = {(document["kind"], document["metadata"]["name"]): document for document in list_resources()}
(DEPLOYMENT,) = (document for (kind, _), document in RESOURCES.items() if kind == "Deployment")
POD = DEPLOYMENT["spec"]["template"]["spec"]


def render(folder: Path) -> list[Document]:
    """What kubectl would send to the cluster."""
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("kubectl is not installed: no overlay is rendered.")
    run = subprocess.run([kubectl, "kustomize", folder], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return list(yaml.safe_load_all(run.stdout))


def walk(value: object, key: str) -> Iterator[Any]:
    """Every value that stands under a key, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from walk(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, key)


def validate(documents: list[Document], version: str) -> None:
    for document in documents:
        if document["kind"] not in OTHER_APIS:
            kubernetes_validate.validate(document, version, strict=True)


@pytest.mark.parametrize("version", VERSIONS)
def test_schemas_of_kubernetes_accept_every_resource(version: str) -> None:
    validate(list(RESOURCES.values()), version)


@pytest.mark.parametrize("folder", OVERLAYS, ids=lambda folder: folder.name)
def test_schemas_of_kubernetes_accept_every_overlay_as_kubectl_renders_it(folder: Path) -> None:
    documents = render(folder)
    validate(documents, VERSIONS[-1])
    names = {(document["kind"], document["metadata"]["name"]) for document in documents}
    wanted = {("PersistentVolumeClaim", claim) for claim in walk(documents, "claimName")}
    wanted |= {("ConfigMap", source["name"]) for source in walk(documents, "configMapRef")}
    wanted |= {("Service", backend["name"]) for backend in walk(documents, "service")}
    assert wanted <= names


def test_schemas_refuse_a_slip() -> None:
    wrong = {**DEPLOYMENT, "spec": {**DEPLOYMENT["spec"], "replica": 3}}
    with pytest.raises(kubernetes_validate.ValidationError, match="replica"):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_kustomization_names_files_and_resources_that_are_there(folder: Path) -> None:
    kustomization = load_kustomization(folder)
    for name in (*kustomization.get("resources", ()), *kustomization.get("components", ())):
        assert (folder / name).is_file() or (folder / name / "kustomization.yaml").is_file(), name
    for patch in kustomization.get("patches", ()):
        if "target" in patch:
            assert any(kind == patch["target"]["kind"] for kind, _ in RESOURCES)
        else:
            for document in read(folder / patch["path"]):
                assert (document["kind"], document["metadata"]["name"]) in RESOURCES


def test_patches_of_the_deployment_mount_volumes_that_are_there() -> None:
    named = {volume["name"] for volume in POD["volumes"]}
    for folder in FOLDERS:
        for path in folder.glob("deployment.yaml"):
            (document,) = read(path)
            added = {volume["name"] for volumes in walk(document, "volumes") for volume in volumes}
            mounted = {mount["name"] for mounts in walk(document, "volumeMounts") for mount in mounts}
            assert mounted <= named | added


def test_update_never_takes_a_replica_before_its_successor_serves() -> None:
    assert DEPLOYMENT["spec"]["replicas"] >= 3
    assert DEPLOYMENT["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    (container,) = POD["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"


def test_every_container_is_confined_as_the_restricted_profile_asks() -> None:
    (sidecar,) = read(MANIFESTS / "git-sync" / "deployment.yaml")
    containers = [*POD["containers"], *sidecar["spec"]["template"]["spec"]["initContainers"]]
    for container in containers:
        context = container["securityContext"]
        assert context["readOnlyRootFilesystem"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
    assert POD["securityContext"]["runAsNonRoot"]
    assert POD["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert f"USER {POD['securityContext']['runAsUser']}:" in CONTAINERFILE.read_text(encoding="utf-8")


def test_services_ingresses_and_policies_select_the_replicas() -> None:
    labels = DEPLOYMENT["spec"]["template"]["metadata"]["labels"]
    assert RESOURCES["Service", "publicstats"]["spec"]["selector"] == labels
    for kind, key in (("PodDisruptionBudget", "selector"), ("NetworkPolicy", "podSelector")):
        assert RESOURCES[kind, "publicstats"]["spec"][key] == {"matchLabels": labels}


def test_metrics_are_closed_to_the_outside_by_a_rule_that_exists() -> None:
    ingress = RESOURCES["Ingress", "publicstats-metrics"]
    paths = [path["path"] for paths in walk(ingress, "paths") for path in paths]
    assert paths == ["/metrics", "/_stcore/metrics"]
    namespace = load_kustomization(MANIFESTS / "base")["namespace"]
    (rule,) = [name for kind, name in RESOURCES if kind == "Middleware"]
    annotations = ingress["metadata"]["annotations"]
    assert (
        annotations["traefik.ingress.kubernetes.io/router.middlewares"] == f"{namespace}-{rule}@kubernetescrd"
    )
