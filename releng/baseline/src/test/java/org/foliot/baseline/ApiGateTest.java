package org.foliot.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What extensions are compiled against changes only together with its version. A release takes a new baseline: this test with
 * -Dbaseline.update=true.
 */
class ApiGateTest {
    private static final String API = "org.foliot.api";

    @TempDir
    private Path folder;

    private static Jar now(String bundle) throws Exception {
        return new Jar(bundle, new File("../../bundles/" + bundle + "/target/classes"));
    }

    private static File baseline(String bundle) {
        return new File(bundle + ".jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.foliot.api", "org.foliot.time"})
    void aChangeComesWithItsVersion(String bundle) throws Exception {
        try (Jar now = now(bundle)) {
            if (Boolean.getBoolean("baseline.update")) {
                Signatures.of(now).write(baseline(bundle));
            }
            try (Jar before = new Jar(baseline(bundle))) {
                assertThat(Gate.complaints(now, before)).isEmpty();
            }
        }
    }

    private static String complaint(UnaryOperator<byte[]> change) throws Exception {
        try (Jar before = now(API);
                Jar after = Signatures.changed(before, change)) {
            return String.join("\n", Gate.complaints(after, before));
        }
    }

    /** Removes a method from a class, or adds an abstract one, in every class of that name. */
    private static UnaryOperator<byte[]> change(String type, String removed, String added) {
        return content -> {
            ClassReader reader = new ClassReader(content);
            if (!reader.getClassName().equals(type)) {
                return content;
            }
            ClassWriter writer = new ClassWriter(0);
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String descriptor, String signature, String[] thrown) {
                            return name.equals(removed)
                                    ? null
                                    : super.visitMethod(access, name, descriptor, signature, thrown);
                        }

                        @Override
                        public void visitEnd() {
                            if (!added.isEmpty()) {
                                super.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, added, "()V", null, null);
                            }
                            super.visitEnd();
                        }
                    },
                    0);
            return writer.toByteArray();
        };
    }

    @Test
    void whatIsLostIsAMajorChange() throws Exception {
        assertThat(complaint(change("org/foliot/api/memory/StealMemory", "faultCost", "")))
                .isEqualTo(
                        "org.foliot.api.memory has version 1.0.0, but major changes since the baseline, version 1.0.0:"
                                + " removed org.foliot.api.memory.StealMemory faultCost(). Write @Version(\"2.0.0\") in its"
                                + " package-info.java.");
    }

    @Test
    void whatExtensionsHaveToImplementIsAMajorChange() throws Exception {
        assertThat(complaint(change("org/foliot/api/memory/StealMemory", "", "forgetEverything")))
                .startsWith("org.foliot.api.memory has version 1.0.0, but major changes")
                .contains("added org.foliot.api.memory.StealMemory forgetEverything()")
                .endsWith("Write @Version(\"2.0.0\") in its package-info.java.");
    }

    @Test
    void whatFoliotOffersInAdditionIsAMinorChange() throws Exception {
        assertThat(complaint(change("org/foliot/api/hypervisor/VmHost", "", "wonder")))
                .startsWith("org.foliot.api.hypervisor has version 1.0.0, but minor changes")
                .endsWith("Write @Version(\"1.1.0\") in its package-info.java.");
    }

    @Test
    void aBaselineHasNoCodeAndIsTheSameToTheGate() throws Exception {
        File file = folder.resolve("api.jar").toFile();
        try (Jar now = now(API)) {
            Signatures.of(now).write(file);
            try (Jar before = new Jar(file)) {
                assertThat(Gate.complaints(now, before)).isEmpty();
                assertThat(Gate.complaints(before, now)).isEmpty();
            }
        }
        assertThat(file.length()).isLessThan(150_000);
    }
}
