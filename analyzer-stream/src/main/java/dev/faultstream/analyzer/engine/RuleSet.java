package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;

/** The rules that are on, by the kinds that they look at. Immutable. */
public final class RuleSet {
    private final Map<String, ConfiguredRule> byId = new LinkedHashMap<>();
    private final Map<KindRef, List<ConfiguredRule>> byKind = new HashMap<>();
    private final List<ConfiguredRule> generic = new ArrayList<>();
    private final ResourceTypes types;
    private final Map<KindRef, List<ObjectIndex<?>>> indexes;

    private RuleSet(Collection<ConfiguredRule> rules, ResourceTypes types, Map<KindRef, List<ObjectIndex<?>>> indexes) {
        this.types = types;
        this.indexes = indexes;
        List<ConfiguredRule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(ConfiguredRule::order).thenComparing(ConfiguredRule::id));
        for (ConfiguredRule rule : sorted) {
            if (byId.put(rule.id(), rule) != null) {
                throw new IllegalArgumentException("two rules have the id " + rule.id());
            }
            for (Class<? extends HasMetadata> kind : rule.kinds()) {
                if (kind == GenericKubernetesResource.class) {
                    generic.add(rule);
                } else {
                    byKind.computeIfAbsent(types.kindOf(kind), k -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
    }

    /** All rules on the class path, as configured. */
    public static RuleSet load(RuleSettings settings) {
        List<Rule<?>> rules = new ArrayList<>();
        ServiceLoader.load(AnyRule.class).forEach(rule -> rules.add((Rule<?>) rule));
        return of(rules, settings);
    }

    /** The given rules, as configured. */
    public static RuleSet of(Collection<? extends Rule<?>> rules, RuleSettings settings) {
        Set<Class<? extends HasMetadata>> classes = new LinkedHashSet<>(ModelClasses.ALL);
        List<ConfiguredRule> configured = new ArrayList<>();
        for (Rule<?> rule : rules) {
            ConfiguredRule candidate = ConfiguredRule.of(rule, settings);
            classes.addAll(Arrays.asList(candidate.definition().kinds()));
            if (settings.isOn(candidate.definition())) {
                configured.add(candidate);
            }
        }
        ResourceTypes types = new ResourceTypes(classes);
        return new RuleSet(configured, types, indexes(rules, types));
    }

    /** Those of rules that are off too, so that the state does not depend on what is on. */
    private static Map<KindRef, List<ObjectIndex<?>>> indexes(
            Collection<? extends Rule<?>> rules, ResourceTypes types) {
        Map<KindRef, List<ObjectIndex<?>>> indexes = new HashMap<>();
        rules.stream().flatMap(rule -> rule.indexes().stream()).distinct().forEach(index -> {
            List<ObjectIndex<?>> ofKind =
                    indexes.computeIfAbsent(types.kindOf(index.kind()), kind -> new ArrayList<>());
            if (ofKind.stream().anyMatch(other -> other.name().equals(index.name()))) {
                throw new IllegalArgumentException(
                        "two indexes of " + index.kind().getSimpleName() + " have the name " + index.name());
            }
            ofKind.add(index);
        });
        return indexes;
    }

    /**
     * The same rules, each inside another one that does something around it.
     *
     * @param around gives the outer rule for an id and the inner one
     */
    public RuleSet wrapped(BiFunction<String, Rule<HasMetadata>, Rule<HasMetadata>> around) {
        List<ConfiguredRule> wrapped = new ArrayList<>();
        for (ConfiguredRule rule : all()) {
            wrapped.add(new ConfiguredRule(
                    around.apply(rule.id(), rule.rule()),
                    rule.definition(),
                    rule.grace(),
                    rule.settle(),
                    rule.severity(),
                    rule.severityOverride(),
                    rule.graceOverride()));
        }
        return new RuleSet(wrapped, types, indexes);
    }

    /** The rules for objects of a kind, in their order. */
    List<ConfiguredRule> rulesFor(KindRef kind) {
        List<ConfiguredRule> rules = byKind.get(kind);
        if (rules != null) {
            return rules;
        }
        return types.typeOf(kind) == GenericKubernetesResource.class ? generic : List.of();
    }

    /** The indexes that rules list the objects of a kind by. */
    List<ObjectIndex<?>> indexesOf(KindRef kind) {
        return indexes.getOrDefault(kind, List.of());
    }

    /** The rule with this id; empty when it is off. */
    public Optional<ConfiguredRule> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All rules that are on. */
    public Collection<ConfiguredRule> all() {
        return byId.values();
    }

    /** The model classes of the kinds that rules name. */
    public ResourceTypes types() {
        return types;
    }
}
