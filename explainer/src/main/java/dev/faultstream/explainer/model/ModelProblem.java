package dev.faultstream.explainer.model;

/** Why a model did not reply, and so whether and when it is worth asking again. */
public enum ModelProblem {
    /** The server is loading or full (503, 429): it asks to come again later. */
    OVERLOADED(true, false),
    /** Nothing answers at the address. */
    UNREACHABLE(true, false),
    /** The whole reply did not arrive in time. */
    TIMEOUT(true, true),
    /** The connection broke while the reply arrived. */
    CUT_OFF(true, true),
    /** The server failed (500): worth one more attempt. */
    SERVER_ERROR(true, true),
    /** The reply is not a chat completion: worth one more attempt. */
    BROKEN_REPLY(true, true),
    /** The server refuses this question (400): asking it again is no use. */
    BAD_REQUEST(false, true),
    /** Unknown model, missing or wrong key: every question would fail until a person acts. */
    CONFIGURATION(false, false);

    private final boolean retriable;
    private final boolean dueToQuestion;

    ModelProblem(boolean retriable, boolean dueToQuestion) {
        this.retriable = retriable;
        this.dueToQuestion = dueToQuestion;
    }

    /** Whether the same question may be answered a moment later. */
    public boolean retriable() {
        return retriable;
    }

    /** Whether the question may be the cause, so that it must not be asked without end. */
    public boolean mayBeDueToQuestion() {
        return dueToQuestion;
    }

    /** How many times in a row one question may meet this problem before it is given up for now. */
    int attempts(int configured) {
        return this == SERVER_ERROR || this == BROKEN_REPLY ? Math.min(2, configured) : configured;
    }

    static ModelProblem ofStatus(int status) {
        return switch (status) {
            case 401, 403, 404 -> CONFIGURATION;
            case 408 -> TIMEOUT;
            case 429, 502, 503, 504 -> OVERLOADED;
            default -> status >= 500 ? SERVER_ERROR : status >= 400 ? BAD_REQUEST : BROKEN_REPLY;
        };
    }
}
