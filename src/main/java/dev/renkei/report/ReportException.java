package dev.renkei.report;

/** Says in one line which report can't be written or read, and why. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
