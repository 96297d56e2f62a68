package dev.faultstream.analyzer.engine;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The model class of every kind that rules name, and how an object of it is read. All other kinds are read as
 * {@link GenericKubernetesResource}. Immutable but for a cache; thread-safe.
 */
public final class ResourceTypes {
    /**
     * API servers write null for some empty lists, such as the endpoints of a slice without any. The models have empty
     * lists for what is absent, and rules rely on that. Leases have times of their own type.
     */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.SKIP, Nulls.SKIP))
            .build();

    private final Map<KindRef, Class<? extends HasMetadata>> byKind = new LinkedHashMap<>();
    private final Map<Class<?>, KindRef> byClass = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    /** The types with the given model classes. */
    public ResourceTypes(Collection<Class<? extends HasMetadata>> classes) {
        for (Class<? extends HasMetadata> type : classes) {
            if (type != GenericKubernetesResource.class && !type.isInterface()) {
                byKind.putIfAbsent(kindOf(type), type);
            }
        }
    }

    /** The model class of a kind; the generic one when it has none. */
    public Class<? extends HasMetadata> typeOf(KindRef kind) {
        return byKind.getOrDefault(kind, GenericKubernetesResource.class);
    }

    /** The kind that a model class stands for. */
    public KindRef kindOf(Class<? extends HasMetadata> type) {
        return byClass.computeIfAbsent(type, ResourceTypes::read);
    }

    /** The kinds that have a model class. */
    public Set<KindRef> kinds() {
        return Collections.unmodifiableSet(byKind.keySet());
    }

    /** The kind of an object. */
    public static KindRef kindOf(HasMetadata object) {
        return KindRef.of(object.getApiVersion(), object.getKind());
    }

    /**
     * Reads an object.
     *
     * @throws IOException if the bytes are not an object of the kind and nothing else
     */
    public HasMetadata parse(KindRef kind, byte[] json, int offset, int length) throws IOException {
        ObjectReader reader = readers.computeIfAbsent(typeOf(kind), MAPPER::readerFor);
        try (JsonParser parser = reader.createParser(json, offset, length)) {
            HasMetadata object = reader.readValue(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more than one object");
            }
            return object;
        }
    }

    @SuppressWarnings("unchecked")
    private static KindRef read(Class<?> type) {
        Class<? extends HasMetadata> model = (Class<? extends HasMetadata>) type;
        String group = HasMetadata.getGroup(model);
        return new KindRef(group == null || group.isEmpty() ? KindRef.CORE : group, HasMetadata.getKind(model));
    }
}
