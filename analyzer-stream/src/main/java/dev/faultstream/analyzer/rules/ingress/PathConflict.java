package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Two Ingresses of one class claim the same requests. The younger of the two, which came into the older one's way,
 * has the finding; so a conflict is told once. Ingresses of other namespaces are seen as projections.
 */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.path-conflict",
        kinds = Ingress.class,
        grace = "1m",
        order = 1210,
        message = "Ingress {name} and ingress {target} both claim {path} but lead to different services",
        doc = "networking.k8s.io/v1 Ingress spec.rules")
public final class PathConflict implements Rule<Ingress> {
    private static final String CANARY = "nginx.ingress.kubernetes.io/canary";
    private static final String SOLVER_PATH = "/.well-known/acme-challenge/";
    /** Annotations of Ingresses that are meant to share a host and order themselves. */
    private static final Set<String> ORDERED =
            Set.of("nginx.org/mergeable-ingress-type", "alb.ingress.kubernetes.io/group.order");

    private static final ObjectIndex<Ingress> BY_REQUESTS =
            new ObjectIndex<>("requests", Ingress.class, ingress -> claims(ingress).stream()
                    .map(IngressPath::requests)
                    .toList());

    private static final Comparator<Ingress> BY_AGE = Comparator.comparing(
            Ingress::getMetadata,
            Comparator.comparing(ObjectMeta::getCreationTimestamp, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(ObjectMeta::getNamespace, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(ObjectMeta::getName));

    @Override
    public List<ObjectIndex<?>> indexes() {
        return List.of(BY_REQUESTS);
    }

    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        List<IngressPath> paths = claims(ingress);
        List<Claim> claims = paths.stream()
                .map(IngressPath::requests)
                .distinct()
                .flatMap(requests -> view.list(BY_REQUESTS, requests).stream())
                .distinct()
                .filter(other -> BY_AGE.compare(other, ingress) < 0)
                .flatMap(other -> claims(other).stream().map(path -> new Claim(other, path)))
                .sorted(Comparator.comparing(Claim::ingress, BY_AGE))
                .toList();
        if (claims.isEmpty()) {
            return;
        }
        String ingressClass = ClassOfIngress.of(ingress, view);
        paths.forEach(path -> claims.stream()
                .filter(claim ->
                        claim.path().isSameAs(path) && claim.target().differsFrom(PathTarget.of(path, ingress)))
                .filter(claim -> ingressClass != null && ingressClass.equals(ClassOfIngress.of(claim.ingress(), view)))
                .findFirst()
                .ifPresent(claim -> add(path, PathTarget.of(path, ingress), claim, findings)));
    }

    private static void add(IngressPath path, PathTarget target, Claim older, Findings findings) {
        String part = path.text() + " " + path.type();
        if (findings.about(part)) {
            return;
        }
        ObjectMeta other = older.ingress().getMetadata();
        findings.add(findings.finding()
                .part(part)
                .with("target", other.getName())
                .with("path", path.text())
                .evidence(
                        Evidence.Type.FIELD,
                        path.text() + " leads to " + target.object() + ", and by ingress " + other.getNamespace() + "/"
                                + other.getName() + " to " + older.target().object(),
                        null));
    }

    /** The paths that it means to have for itself. */
    private static List<IngressPath> claims(Ingress ingress) {
        return standsBack(ingress)
                ? List.of()
                : IngressPath.of(ingress).stream()
                        .filter(path -> !path.path().startsWith(SOLVER_PATH))
                        .toList();
    }

    private static boolean standsBack(Ingress ingress) {
        return IngressTraits.isLeaving(ingress)
                || IngressTraits.isSolver(ingress)
                || "true".equals(IngressTraits.annotation(ingress, CANARY))
                || IngressTraits.hasAny(ingress, ORDERED);
    }

    private record Claim(Ingress ingress, IngressPath path) {
        PathTarget target() {
            return PathTarget.of(path, ingress);
        }
    }
}
