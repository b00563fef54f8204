package org.example.loongarch;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The jar as Foliot loads it: installed in an OSGi framework, found by its id, and held to the rules of its kind. */
class KvmLoongarchBundleIT {
    @TestFactory
    Stream<DynamicTest> theJarKeepsEveryRule() {
        return DynamicChecks.ofBundle(Path.of(System.getProperty("bundle.jar")));
    }
}
