package dev.faultstream.sink.result;

import org.jspecify.annotations.Nullable;

/** Brings the Result of one failure to the state it is to have, with as few writes as that takes. */
final class ResultReconciler {
    private final ResultLedger ledger;
    private final ResultApi api;
    private final ResultObserver observer;

    ResultReconciler(ResultLedger ledger, ResultApi api, ResultObserver observer) {
        this.ledger = ledger;
        this.api = api;
        this.observer = observer;
    }

    /**
     * Does what is to be done for a failure, and tells whether there was something. Not to be called for the same
     * failure by two threads at a time.
     *
     * @throws ApiFaultException if the API server does not do it
     */
    boolean reconcile(String failureId) {
        boolean compared = ledger.takeCompared(failureId);
        DesiredResult desired = ledger.desired(failureId);
        ObservedResult observed = ledger.observed(failureId);
        if (desired != null) {
            return observed == null ? create(desired) : update(desired, observed, compared);
        }
        if (observed == null) {
            return false;
        }
        api.delete(observed.place());
        ledger.forget(failureId);
        observer.written("deleted");
        return true;
    }

    private boolean create(DesiredResult desired) {
        ledger.record(desired.failureId(), api.apply(desired));
        observer.written("created");
        return writeStatus(desired, ResultStatus.created(desired));
    }

    /** A Result is historical once a comparison has found it unchanged, not because somebody looked at it sooner. */
    private boolean update(DesiredResult desired, ObservedResult observed, boolean compared) {
        ResultStatus status = observed.status().after(desired, observed.hasLabelsOf(desired));
        if (!observed.isAs(desired)) {
            ledger.record(desired.failureId(), api.apply(desired));
            observer.written("updated");
            return observed.status().equals(status) || writeStatus(desired, status);
        }
        boolean settled =
                compared ? observed.status().equals(status) : observed.status().isOf(desired);
        return !settled && writeStatus(desired, status);
    }

    private boolean writeStatus(DesiredResult desired, ResultStatus status) {
        @Nullable ObservedResult written = api.applyStatus(desired, status);
        if (written != null) {
            ledger.record(desired.failureId(), written);
        }
        observer.written("status");
        return true;
    }
}
