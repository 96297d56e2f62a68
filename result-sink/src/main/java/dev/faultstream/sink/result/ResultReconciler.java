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
     * Does what is to be done for a failure, and tells whether there was something. Not to be called for the same failure by two threads at a time.
     *
     * @throws ApiFaultException if the API server does not do it
     */
    boolean reconcile(String failureId) {
        DesiredResult desired = ledger.desired(failureId);
        ObservedResult observed = ledger.observed(failureId);
        if (desired != null) {
            return write(desired, observed);
        }
        if (observed == null) {
            return false;
        }
        api.delete(observed.name());
        ledger.forget(failureId);
        observer.written("deleted");
        return true;
    }

    private boolean write(DesiredResult desired, @Nullable ObservedResult observed) {
        ResultStatus status;
        if (observed == null) {
            api.apply(desired);
            observer.written("created");
            ledger.record(ObservedResult.written(desired, ResultStatus.NONE));
            status = ResultStatus.created(desired);
        } else {
            status = observed.status().after(desired, observed.labels().equals(desired.labels()));
            if (!observed.isAs(desired)) {
                api.apply(desired);
                observer.written("updated");
                ledger.record(ObservedResult.written(desired, observed.status()));
            } else if (observed.status().equals(status)) {
                return false;
            }
        }
        api.applyStatus(desired, status);
        observer.written("status");
        ledger.record(ObservedResult.written(desired, status));
        return true;
    }
}
