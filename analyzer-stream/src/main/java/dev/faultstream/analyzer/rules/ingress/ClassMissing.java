package dev.faultstream.analyzer.rules.ingress;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.Set;

/** An Ingress names an IngressClass that does not exist, and nobody serves it. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "ingress.class-missing",
        kinds = Ingress.class,
        grace = "1m",
        order = 1201,
        message = "Ingress {name} asks for the ingress class {class}, which does not exist",
        doc = "networking.k8s.io/v1 Ingress spec.ingressClassName")
public final class ClassMissing implements Rule<Ingress> {
    /** Classes that a controller knows without an object. */
    private static final Set<String> WITHOUT_OBJECT = Set.of("gce", "gce-internal");

    @Override
    public void evaluate(Ingress ingress, ClusterView view, Findings findings) {
        String name = ClassOfIngress.inSpec(ingress);
        if (name == null
                || WITHOUT_OBJECT.contains(name)
                || IngressTraits.isServed(ingress)
                || IngressTraits.isLeaving(ingress)
                || view.exists(IngressClass.class, name)) {
            return;
        }
        findings.add(findings.finding().with("class", name));
    }
}
