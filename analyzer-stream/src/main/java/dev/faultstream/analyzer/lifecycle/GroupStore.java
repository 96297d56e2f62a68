package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.engine.OrderedStore;
import dev.faultstream.analyzer.engine.RecentlyUsed;
import dev.faultstream.analyzer.engine.StoreKeys;
import dev.faultstream.analyzer.engine.Wakeups;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the store {@code failures}: groups; their members, ordered by the instant from which each can be a
 * failure; which groups a failure may explain; and which groups wait for a kind to be listed.
 */
final class GroupStore {
    private static final int MOST_DECODED = 1024;

    private final OrderedStore store;
    private final Map<String, FailureGroup> decoded = new RecentlyUsed<>(MOST_DECODED);
    private final Map<ByteBuffer, GroupMember> decodedMembers = new RecentlyUsed<>(MOST_DECODED);

    GroupStore(OrderedStore store) {
        this.store = store;
    }

    /** The group; the same one for as long as it is used again soon, so whoever changes it must save it. */
    @Nullable
    FailureGroup load(String id) {
        FailureGroup group = decoded.get(id);
        if (group == null) {
            byte[] row = store.get(StoreKeys.of("group", id));
            group = row == null ? null : read(row, FailureGroup.class);
            if (group != null) {
                decoded.put(id, group);
            }
        }
        return group;
    }

    void forEach(Consumer<FailureGroup> visitor) {
        store.scan(StoreKeys.of("group"), (key, row) -> {
            visitor.accept(read(row, FailureGroup.class));
            return true;
        });
    }

    void save(FailureGroup group) {
        decoded.put(group.id, group);
        store.put(StoreKeys.of("group", group.id), write(group));
    }

    void delete(FailureGroup group) {
        decoded.remove(group.id);
        store.delete(StoreKeys.of("group", group.id));
    }

    @Nullable
    GroupMember member(Finding finding, String member) {
        byte[] key = memberKey(finding, member);
        GroupMember known = decodedMembers.get(ByteBuffer.wrap(key));
        if (known != null) {
            return known;
        }
        byte[] row = store.get(key);
        return row == null ? null : member(key, row);
    }

    void putMember(String name, GroupMember member) {
        byte[] key = memberKey(member.finding(), name);
        store.put(key, write(member));
        decodedMembers.put(ByteBuffer.wrap(key), member);
    }

    void deleteMember(Finding finding, String member) {
        byte[] key = memberKey(finding, member);
        store.delete(key);
        decodedMembers.remove(ByteBuffer.wrap(key));
    }

    /** When a member can be a failure, as the rows count it. */
    static Instant matureAt(Finding finding) {
        return Wakeups.roundUp(finding.matureAt());
    }

    /** Visits the members that can be failures by an instant, first those that could first. */
    void forEachMature(FailureGroup group, MemberVisitor visitor) {
        byte[] prefix = StoreKeys.of("member", group.id);
        store.scan(
                prefix,
                (key, value) -> !StoreKeys.timeAt(key, prefix.length).isAfter(group.matureThrough)
                        && visitor.visit(StoreKeys.textAfterTime(key, prefix.length), () -> member(key, value)));
    }

    /** The instants after {@code matureThrough} at which members can be failures; at most {@code most}. */
    List<Instant> maturities(FailureGroup group, int most) {
        byte[] prefix = StoreKeys.of("member", group.id);
        byte[] from = StoreKeys.timed(prefix, group.matureThrough.plusMillis(1), new byte[0]);
        List<Instant> maturities = new ArrayList<>();
        store.scan(prefix, from, (key, value) -> {
            maturities.add(StoreKeys.timeAt(key, prefix.length));
            return maturities.size() < most;
        });
        return maturities;
    }

    /** A member; rows are read again and again, once for each change of a group. */
    private GroupMember member(byte[] key, byte[] row) {
        return decodedMembers.computeIfAbsent(ByteBuffer.wrap(key), k -> read(row, GroupMember.class));
    }

    void addSymptom(String cause, String symptom) {
        store.put(StoreKeys.of("symptom", cause, symptom), StoreKeys.noValue());
    }

    void removeSymptom(String cause, String symptom) {
        store.delete(StoreKeys.of("symptom", cause, symptom));
    }

    /** The groups that a failure may explain. */
    List<String> symptoms(String cause) {
        return lastParts(StoreKeys.of("symptom", cause));
    }

    void hold(FailureGroup group) {
        store.put(StoreKeys.of("held", group.cluster, group.objectKind.toString(), group.id), StoreKeys.noValue());
    }

    /** Takes out and returns the groups that wait for the kind. */
    List<String> takeHeld(String cluster, KindRef kind) {
        byte[] prefix = StoreKeys.of("held", cluster, kind.toString());
        List<String> ids = lastParts(prefix);
        ids.forEach(id -> store.delete(StoreKeys.of("held", cluster, kind.toString(), id)));
        return ids;
    }

    private List<String> lastParts(byte[] prefix) {
        List<String> parts = new ArrayList<>();
        store.scan(prefix, (key, value) -> parts.add(StoreKeys.lastPart(key)));
        return parts;
    }

    private static byte[] memberKey(Finding finding, String member) {
        return StoreKeys.timed(StoreKeys.of("member", finding.failureId()), matureAt(finding), StoreKeys.bytes(member));
    }

    private static byte[] write(Object row) {
        try {
            return Json.mapper().writeValueAsBytes(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(byte[] row, Class<T> type) {
        try {
            return Json.mapper().readValue(row, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes members by name. */
    @FunctionalInterface
    interface MemberVisitor {
        /**
         * Takes one member and says whether to go on.
         *
         * @param name the analysis and the part of the object
         * @param member reads it
         */
        boolean visit(String name, Supplier<GroupMember> member);
    }
}
