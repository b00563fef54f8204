package org.foliot.uitests.launch;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Starts the workbench once, lets the tests inside it run, and tells what came out of each. */
class WorkbenchTest {

    @TestFactory
    Stream<DynamicTest> insideTheWorkbench() throws Exception {
        Screen.assumePossible();
        Path product = Path.of(WorkbenchRun.property("product")).toRealPath();
        String only = System.getProperty("foliot.uitests.only", "");
        return WorkbenchRun.of(product, Path.of(WorkbenchRun.property("folder")), only);
    }
}
