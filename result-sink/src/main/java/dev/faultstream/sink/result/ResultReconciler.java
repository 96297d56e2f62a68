package dev.faultstream.sink.result;

import dev.faultstream.service.tracing.TraceContext;
import org.jspecify.annotations.Nullable;

/** Brings the Result of one failure to the state it is to have, with as few writes as that takes. */
final class ResultReconciler {
    private final ResultLedger ledger;
    private final ResultApi api;
    private final ResultObserver observer;
    private final ResultTraces traces;

    ResultReconciler(ResultLedger ledger, ResultApi api, ResultObserver observer, ResultTraces traces) {
        this.ledger = ledger;
        this.api = api;
        this.observer = observer;
        this.traces = traces;
    }

    /**
     * Does what is to be done for a failure, and tells whether there was something. Not to be called for the same
     * failure by two threads at a time.
     *
     * @throws ApiFaultException if the API server does not do it
     */
    boolean reconcile(String failureId) {
        // Before the ledger is asked: what comes later is for the next time.
        TraceContext from = traces.find(failureId);
        boolean asked = reconcile(failureId, from);
        traces.settled(failureId, from);
        return asked;
    }

    private boolean reconcile(String failureId, @Nullable TraceContext from) {
        boolean compared = ledger.takeCompared(failureId);
        DesiredResult desired = ledger.desired(failureId);
        ObservedResult observed = ledger.observed(failureId);
        if (desired != null) {
            return observed == null ? create(desired, from) : update(desired, observed, compared, from);
        }
        if (observed == null) {
            return false;
        }
        traces.write(failureId, "deleted", from, () -> {
            api.delete(observed.place());
            return observed;
        });
        ledger.forget(failureId);
        observer.written("deleted");
        return true;
    }

    private boolean create(DesiredResult desired, @Nullable TraceContext from) {
        write("created", desired, from);
        return writeStatus(desired, ResultStatus.created(desired), from);
    }

    /** A Result is historical once a comparison has found it unchanged, not because somebody looked at it sooner. */
    private boolean update(
            DesiredResult desired, ObservedResult observed, boolean compared, @Nullable TraceContext from) {
        ResultStatus status = observed.status().after(desired, observed.hasLabelsOf(desired));
        if (!observed.isAs(desired)) {
            write("updated", desired, from);
            return observed.status().equals(status) || writeStatus(desired, status, from);
        }
        boolean settled =
                compared ? observed.status().equals(status) : observed.status().isOf(desired);
        return !settled && writeStatus(desired, status, from);
    }

    private void write(String action, DesiredResult desired, @Nullable TraceContext from) {
        ledger.record(desired.failureId(), traces.write(desired.failureId(), action, from, () -> api.apply(desired)));
        observer.written(action);
    }

    private boolean writeStatus(DesiredResult desired, ResultStatus status, @Nullable TraceContext from) {
        @Nullable
        ObservedResult written =
                traces.write(desired.failureId(), "status", from, () -> api.applyStatus(desired, status));
        if (written != null) {
            ledger.record(desired.failureId(), written);
        }
        observer.written("status");
        return true;
    }
}
