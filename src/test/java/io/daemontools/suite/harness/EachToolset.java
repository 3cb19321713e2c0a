package io.daemontools.suite.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A test of what 0.76 does: run once for each {@link Toolset}, with a {@link Sandbox} of its own. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(ToolsetArguments.Each.class)
@ExtendWith({SandboxExtension.class, ToolsetFailure.class})
public @interface EachToolset {}
