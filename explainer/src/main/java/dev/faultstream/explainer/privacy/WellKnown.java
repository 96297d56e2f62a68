package dev.faultstream.explainer.privacy;

import java.util.Locale;
import java.util.Set;

/** Domains that everybody's cluster has, so that naming one names nobody. */
final class WellKnown {
    private static final Set<String> DOMAINS = Set.of(
            "kubernetes.io",
            "k8s.io",
            "x-k8s.io",
            "k8s.aws",
            "amazonaws.com",
            "gke.io",
            "googleapis.com",
            "azure.com",
            "openshift.io",
            "operatorframework.io",
            "coreos.com",
            "cert-manager.io",
            "istio.io",
            "knative.dev",
            "argoproj.io",
            "fluxcd.io",
            "crossplane.io",
            "keda.sh",
            "kyverno.io",
            "cilium.io",
            "projectcalico.org",
            "strimzi.io",
            "tekton.dev",
            "karpenter.sh",
            "external-secrets.io",
            "traefik.io",
            "linkerd.io",
            "longhorn.io",
            "rook.io",
            "velero.io",
            "aquasecurity.github.io",
            "helm.sh",
            "nvidia.com",
            "amd.com",
            "intel.com");
    /** Hosts under these domains are somebody's, unlike API groups under them. */
    private static final Set<String> WITH_TENANTS = Set.of("amazonaws.com", "googleapis.com", "azure.com");

    private WellKnown() {}

    /** Whether an API version is of Kubernetes itself or of a widely used extension. */
    static boolean isApiVersion(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        if (slash < 0) {
            return true;
        }
        String group = apiVersion.substring(0, slash);
        return group.indexOf('.') < 0 || isUnder(group, DOMAINS);
    }

    /** Whether a dotted name is of a well-known domain and not of somebody who rents there. */
    static boolean isDomain(String name) {
        String domain = name.toLowerCase(Locale.ROOT);
        return isUnder(domain, DOMAINS) && (!isUnder(domain, WITH_TENANTS) || WITH_TENANTS.contains(domain));
    }

    private static boolean isUnder(String name, Set<String> domains) {
        for (int at = 0; at >= 0; at = next(name, at)) {
            if (domains.contains(name.substring(at))) {
                return true;
            }
        }
        return false;
    }

    private static int next(String name, int at) {
        int dot = name.indexOf('.', at);
        return dot < 0 ? -1 : dot + 1;
    }
}
