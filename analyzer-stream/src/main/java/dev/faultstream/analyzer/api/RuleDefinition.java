package dev.faultstream.analyzer.api;

import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The metadata of a {@link Rule}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleDefinition {
    /** The rule's id, {@code subject.problem} in kebab-case; never changes its meaning. */
    String id();

    /**
     * The model classes of the objects that the rule looks at.
     * {@link io.fabric8.kubernetes.api.model.GenericKubernetesResource} stands for every kind without a model class.
     */
    Class<? extends HasMetadata>[] kinds();

    /** When the rule is on. */
    Pack pack() default Pack.CORE;

    /** The severity of a finding that does not name its own. */
    Severity severity() default Severity.WARNING;

    /** How long a finding must persist before it is a failure, like {@code 30s}, {@code 3m}; {@code 0s} for at once. */
    String grace();

    /** How long a finding must stay away before the failure is resolved. */
    String settle() default "30s";

    /** What is wrong, in one sentence with {@code {parameters}}. */
    String message();

    /** The API field that the rule is about: apiVersion, kind and path with arrays elided; empty for none. */
    String doc() default "";

    /**
     * The place among the rules of the same kind: a rule runs after all of a lower order and sees their findings. Use
     * the number of the rule's place in the catalogue.
     */
    int order() default 1000;

    /** Whether the rule also speaks about objects whose Namespace is being deleted. */
    boolean inTerminatingNamespace() default false;
}
