package dev.surefoot.schema.run;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** One server for all classes that ask for it; stopped when the last test is done. */
final class SharedServer extends TypeBasedParameterResolver<TestServer> {
    @Override
    public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        "surefoot-run-server", key -> TestServer.start(), TestServer.class);
    }
}
