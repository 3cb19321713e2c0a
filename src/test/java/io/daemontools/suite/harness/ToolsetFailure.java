package io.daemontools.suite.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Puts the display name of a test, which is its toolset, before the message of its failure: Maven does not show the name. */
final class ToolsetFailure implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw failure instanceof TestAbortedException ? failure : on(context.getDisplayName(), failure);
    }

    private static AssertionError on(String toolset, Throwable failure) {
        String reason = failure instanceof AssertionError ? failure.getMessage() : failure.toString();
        String message = "on " + toolset + ": " + reason;
        AssertionError changed = failure instanceof AssertionFailedError compared && compared.isExpectedDefined()
                ? new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure.getCause())
                : new AssertionError(message, failure.getCause());
        changed.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            changed.addSuppressed(suppressed);
        }
        return changed;
    }
}
