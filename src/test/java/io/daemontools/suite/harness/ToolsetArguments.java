package io.daemontools.suite.harness;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.opentest4j.TestAbortedException;

/** The arguments of tests with {@link EachToolset}, {@link BeyondOriginal}, {@link EachPair} and {@link Differential}. */
abstract class ToolsetArguments implements ArgumentsProvider {

    abstract Stream<?> choices();

    @Override
    public final Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        List<Arguments> arguments = choices().map(Arguments::of).toList();
        if (arguments.isEmpty()) {
            throw new TestAbortedException("no toolset here for this test");
        }
        return arguments.stream();
    }

    static final class Each extends ToolsetArguments {
        @Override
        Stream<?> choices() {
            return Toolsets.all().stream();
        }
    }

    static final class BuiltToolsets extends ToolsetArguments {
        @Override
        Stream<?> choices() {
            return Toolsets.built().stream();
        }
    }

    static final class Compared extends ToolsetArguments {
        @Override
        Stream<?> choices() {
            return Toolsets.original().stream()
                    .flatMap(original -> Toolsets.built().stream().map(built -> new Comparison(built, original)));
        }
    }

    static final class Mixed extends ToolsetArguments {
        @Override
        Stream<?> choices() {
            return Toolsets.original().stream()
                    .flatMap(original -> Toolsets.built().stream()
                            .flatMap(built -> Stream.of(new Pair(built, original), new Pair(original, built))));
        }
    }
}
