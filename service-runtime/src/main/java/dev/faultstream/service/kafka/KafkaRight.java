package dev.faultstream.service.kafka;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service's user must be allowed to do with one resource of Kafka, where Kafka asks (an authorizer is configured).
 *
 * @param type topic, group or transactional id
 * @param name the resource's name, or what the names of several begin with
 * @param isPrefix whether it is the beginning of names
 * @param operations the allowed operations, without those that they imply
 * @param isRequired whether the service cannot do its work without it
 * @param purpose what it is for; of one that is not required, what is missing without it
 */
public record KafkaRight(
        ResourceType type,
        String name,
        boolean isPrefix,
        Set<AclOperation> operations,
        boolean isRequired,
        String purpose) {
    public KafkaRight {
        if (name.isEmpty() || operations.isEmpty()) {
            throw new IllegalArgumentException("a right needs a resource and operations: " + name);
        }
        operations = Collections.unmodifiableSet(new TreeSet<>(operations));
    }

    /** A right on one topic. */
    public static KafkaRight topic(String name, String purpose, AclOperation... operations) {
        return of(ResourceType.TOPIC, name, false, purpose, operations);
    }

    /** A right on all topics whose names begin so. */
    public static KafkaRight topicsFrom(String prefix, String purpose, AclOperation... operations) {
        return of(ResourceType.TOPIC, prefix, true, purpose, operations);
    }

    /** A right on one consumer or share group. */
    public static KafkaRight group(String name, String purpose, AclOperation... operations) {
        return of(ResourceType.GROUP, name, false, purpose, operations);
    }

    /** A right on all transactional ids that begin so. */
    public static KafkaRight transactionsFrom(String prefix, String purpose, AclOperation... operations) {
        return of(ResourceType.TRANSACTIONAL_ID, prefix, true, purpose, operations);
    }

    private static KafkaRight of(
            ResourceType type, String name, boolean isPrefix, String purpose, AclOperation... operations) {
        return new KafkaRight(type, name, isPrefix, new TreeSet<>(Arrays.asList(operations)), true, purpose);
    }

    /** The same as one that the service can do without. */
    public KafkaRight optional() {
        return new KafkaRight(type, name, isPrefix, operations, false, purpose);
    }

    /** Whether it is about this resource. */
    public boolean isAbout(ResourceType resource, String resourceName) {
        return type == resource && (isPrefix ? resourceName.startsWith(name) : resourceName.equals(name));
    }

    /** The entries that give it to a user, from any host. */
    public List<AclBinding> bindings(String principal) {
        ResourcePattern pattern =
                new ResourcePattern(type, name, isPrefix ? PatternType.PREFIXED : PatternType.LITERAL);
        return operations.stream()
                .map(operation -> new AclBinding(
                        pattern, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** The resource in words: {@code topic k8s-failures}, {@code topics faultstream-sink-*}. */
    public String resource() {
        return kind() + (isPrefix ? "s " : " ") + name + (isPrefix ? "*" : "");
    }

    /** The operations in words, as {@code kafka-acls.sh} names them: {@code Describe, Read}. */
    public String operationNames() {
        return operations.stream().map(KafkaRight::title).collect(Collectors.joining(", "));
    }

    private String kind() {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String title(AclOperation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
