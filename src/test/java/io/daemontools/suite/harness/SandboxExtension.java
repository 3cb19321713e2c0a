package io.daemontools.suite.harness;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its {@link Sandbox} and closes it; after a failure, prints the output of the test's processes. */
public final class SandboxExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            Sandbox sandbox = new Sandbox();
            context.getStore(NAMESPACE).put(Sandbox.class, sandbox);
            return sandbox;
        } catch (IOException e) {
            throw new AssertionError("unable to make a sandbox", e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Sandbox sandbox = context.getStore(NAMESPACE).remove(Sandbox.class, Sandbox.class);
        if (sandbox == null) {
            return;
        }
        context.getExecutionException()
                .ifPresent(failure ->
                        failure.addSuppressed(new Throwable("messages of the processes:\n" + sandbox.report())));
        sandbox.close();
        String findings = Sanitizers.findings();
        if (!findings.isEmpty()) {
            throw new AssertionError("found in what ran, here or in a test beside this one:\n" + findings);
        }
    }
}
