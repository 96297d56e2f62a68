package dev.faultstream.sink.alert.alertmanager;

import dev.faultstream.sink.alert.Hold;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When alerts may be sent, so that at no time an Alertmanager has a symptom's alert that fires without that of its root
 * cause, which mutes it: a root cause comes before its symptoms and goes after them. Each has its patience, since the other
 * alert may be another instance's, or left out by the output's filter. Thread-safe.
 */
final class AlertOrder {
    /** An Alertmanager has a queue for what mutes and another one for what is passed on. */
    static final Duration SETTLE = Duration.ofMillis(500);

    static final Duration ASK_AGAIN = Duration.ofMillis(250);

    /** For how long a symptom waits for its root cause at most. */
    static final Duration SYMPTOM_PATIENCE = Duration.ofSeconds(5);

    /** For how long a root cause waits for its symptoms to end: longer than they may wait for another one. */
    static final Duration ROOT_PATIENCE = Duration.ofSeconds(10);

    /** For how long a root cause waits for symptoms that other instances tell of. */
    static final Duration OTHERS_PATIENCE = Duration.ofSeconds(2);

    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private final Predicate<String> explainsOthers;
    private final LongSupplier nanoTime;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Symptoms> symptoms = new HashMap<>();
    private final Map<String, Set<String>> rootsOf = new HashMap<>();
    private final AlertWaits waits = new AlertWaits();
    private final Map<String, Standing> allowed = new HashMap<>();
    private long doubtedAt;
    private long cleanedAt;

    /**
     * An order of alerts of which none was sent.
     *
     * @param explainsOthers whether any open failure names the one with an id as its cause
     */
    AlertOrder(Predicate<String> explainsOthers, LongSupplier nanoTime) {
        this.explainsOthers = explainsOthers;
        this.nanoTime = nanoTime;
        cleanedAt = nanoTime.getAsLong();
        doubtedAt = cleanedAt - 1;
    }

    /** Whether others have to be sent before a failure's alert can stand like this; once it is over, it is to be sent so. */
    synchronized Hold hold(Standing next) {
        long now = nanoTime.getAsLong();
        AlertWaits.Wait wait = waits.ask(next.failureId(), doubtedAt, now);
        Hold hold = longer(behindRoot(next, wait, now), beforeSymptoms(next, wait, now));
        if (hold.isOver()) {
            waits.end(next.failureId());
            allowed.put(next.failureId(), next);
            sending(List.of(next));
        }
        return hold;
    }

    /** How a failure's alert is to stand; null when nobody asked. */
    synchronized @Nullable Standing allowed(String failureId) {
        return allowed.get(failureId);
    }

    /** These are about to be sent: from now on an Alertmanager may have them. */
    synchronized void sending(Collection<Standing> standings) {
        standings.stream().filter(Standing::isMuted).forEach(standing -> {
            symptoms.computeIfAbsent(standing.root(), root -> new Symptoms())
                    .firing
                    .add(standing.failureId());
            rootsOf.computeIfAbsent(standing.failureId(), id -> new HashSet<>()).add(standing.root());
        });
    }

    /** These were taken; what the same failures were before is ended. */
    synchronized void sent(Collection<Standing> standings) {
        long now = nanoTime.getAsLong();
        if (now - cleanedAt > CLEANING_INTERVAL.toNanos()) {
            cleanedAt = now;
            waits.clean(now);
        }
        standings.forEach(standing -> {
            String id = standing.failureId();
            Sent before = sent.get(id);
            long since =
                    before == null || isDoubted(before) || !before.standing().equals(standing) ? now : before.since();
            sent.put(id, new Sent(standing, since, now));
            leaveRoots(id, standing.isMuted() ? standing.root() : null, now);
            allowed.remove(id);
            if (!standing.mutes() && isQuiet(id)) {
                symptoms.remove(id);
            }
        });
    }

    /** An Alertmanager is away or back: what was sent until now may be lost. */
    synchronized void doubt() {
        doubtedAt = nanoTime.getAsLong();
    }

    /** Forgets failures. */
    synchronized void forget(Collection<String> failureIds) {
        long now = nanoTime.getAsLong();
        waits.forget(failureIds);
        failureIds.forEach(id -> {
            sent.remove(id);
            allowed.remove(id);
            leaveRoots(id, null, now);
            if (isQuiet(id)) {
                symptoms.remove(id);
            }
        });
    }

    private Hold behindRoot(Standing next, AlertWaits.Wait wait, long now) {
        Sent last = sent.get(next.failureId());
        boolean isThere = last != null && last.standing().equals(next) && !isDoubted(last);
        if (!next.isMuted() || isThere || wait.isLongerThan(SYMPTOM_PATIENCE)) {
            return Hold.NONE;
        }
        Sent root = sent.get(next.root());
        Standing soon = allowed.get(next.root());
        if (root == null || !root.standing().mutes() || (soon != null && !soon.mutes())) {
            return Hold.of(ASK_AGAIN);
        }
        return isDoubted(root)
                ? new Hold(ASK_AGAIN, List.of(next.root()))
                : until(root.since() + SETTLE.toNanos(), now);
    }

    private Hold beforeSymptoms(Standing next, AlertWaits.Wait wait, long now) {
        Hold others = until(wait.since() + OTHERS_PATIENCE.toNanos(), now);
        Sent last = sent.get(next.failureId());
        if (last == null) {
            // An earlier run may have sent it, and symptoms that end with it by what is read at a start.
            return next.fires() || next.isSymptom() ? Hold.NONE : others;
        }
        if (!last.standing().mutes() || next.mutes() || wait.isLongerThan(ROOT_PATIENCE)) {
            return Hold.NONE;
        }
        if (!isQuiet(next.failureId())) {
            return Hold.of(ASK_AGAIN);
        }
        Symptoms ended = symptoms.get(next.failureId());
        Hold settling = ended == null ? Hold.NONE : until(ended.endedAt + SETTLE.toNanos(), now);
        return explainsOthers.test(next.failureId()) ? longer(settling, others) : settling;
    }

    private boolean isDoubted(Sent alert) {
        return alert.at() - doubtedAt <= 0;
    }

    /** Whether none of a failure's symptoms fires. */
    private boolean isQuiet(String root) {
        Symptoms under = symptoms.get(root);
        return under == null || under.firing.isEmpty();
    }

    private void leaveRoots(String id, @Nullable String but, long now) {
        Set<String> roots = rootsOf.get(id);
        if (roots == null) {
            return;
        }
        roots.stream().filter(root -> !root.equals(but)).forEach(root -> leave(id, root, now));
        roots.removeIf(root -> !root.equals(but));
        if (roots.isEmpty()) {
            rootsOf.remove(id);
        }
    }

    private void leave(String id, String root, long now) {
        Symptoms under = symptoms.get(root);
        if (under != null) {
            under.firing.remove(id);
            under.endedAt = now;
            Sent muting = sent.get(root);
            if (under.firing.isEmpty() && (muting == null || !muting.standing().mutes())) {
                symptoms.remove(root);
            }
        }
    }

    private static Hold until(long time, long now) {
        return time - now > 0 ? Hold.of(Duration.ofNanos(time - now)) : Hold.NONE;
    }

    private static Hold longer(Hold one, Hold other) {
        return one.delay().compareTo(other.delay()) >= 0 ? one : other;
    }

    /** An alert that was taken: since when it stands so, and when it was sent last. */
    private record Sent(Standing standing, long since, long at) {}

    /** The symptoms of a root cause whose alerts fire, and when one of them did for the last time. */
    private static final class Symptoms {
        final Set<String> firing = new HashSet<>();
        long endedAt;
    }
}
