package org.foliot.uitests.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script that starts the product does, and says where it cannot; the programs that it asks are made up. */
class StartScriptTest {
    private static final String GTK = "libgtk-3.so.0 libwebkit2gtk-4.1.so.0";

    @TempDir
    private Path folder;

    private Path script;
    private Path programs;

    @BeforeEach
    void install() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a place/foliot-ide"));
        script =
                Files.copy(Path.of(WorkbenchRun.property("product")).resolve("foliot-ide"), home.resolve("foliot-ide"));
        Files.createFile(
                Files.createDirectory(home.resolve("plugins")).resolve("org.eclipse.equinox.launcher_1.0.0.jar"));
        programs = Files.createDirectory(folder.resolve("programs"));
        program(programs.resolve("ldconfig"), "echo " + GTK);
        program(programs.resolve("uname"), "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    }

    @Test
    void startsWithTheJavaOfJavaHomeFromAPathWithSpaces() throws Exception {
        String said = start(0, java("17.0.2"), ":1");
        assertThat(said).contains("[" + script.getParent() + "/plugins/org.eclipse.equinox.launcher_1.0.0.jar]");
        assertThat(said).contains("[-data] [my space]").doesNotContain("sun-misc-unsafe");
        assertThat(said)
                .contains("[-Dlog4j.configuration=file:" + script.getParent() + "/configuration/log4j.properties]");
        assertThat(Path.of(WorkbenchRun.property("product"), "configuration", "log4j.properties"))
                .isRegularFile();
    }

    @Test
    void allowsNewerJavasWhatTheyWouldWarnOf() throws Exception {
        assertThat(start(0, java("25.0.3"), ":1")).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void anOlderJavaIsNamed() throws Exception {
        Path java = java("11.0.2");
        assertThat(start(4, java, ":1")).contains("JAVA_HOME is " + java, "no Java 17 or newer", "openjdk-17-jre");
    }

    @Test
    void aMissingGtkIsNamedWithItsPackages() throws Exception {
        program(programs.resolve("ldconfig"), "echo libc.so.6");
        assertThat(start(4, java("17.0.2"), ":1")).contains("GTK 3", "apt-get install", "libgtk-3-0");
    }

    @Test
    void aMissingBrowserIsNamedAndDoesNotStopIt() throws Exception {
        program(programs.resolve("ldconfig"), "echo libgtk-3.so.0");
        assertThat(start(0, java("17.0.2"), ":1")).contains("WebKitGTK", "[-nosplash]");
    }

    @Test
    void aMissingScreenIsNamed() throws Exception {
        assertThat(start(4, java("17.0.2"), "")).contains("there is no screen", "DISPLAY");
    }

    @Test
    void anotherMachineIsNamed() throws Exception {
        program(programs.resolve("uname"), "[ \"$1\" = -s ] && echo Linux || echo aarch64");
        assertThat(start(4, java("17.0.2"), ":1")).contains("this is Linux on aarch64");
    }

    /** A Java of this version that tells its arguments, each in brackets. */
    private Path java(String version) throws IOException {
        Path home = folder.resolve("java " + version);
        program(
                Files.createDirectories(home.resolve("bin")).resolve("java"),
                "[ \"$1\" = -version ] && echo 'openjdk version \"" + version + "\" 2025-01-01' >&2 && exit",
                "printf '[%s] ' \"$@\"");
        return home;
    }

    private static void program(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String start(int exitCode, Path javaHome, String display) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", script.toString(), "-data", "my space").redirectErrorStream(true);
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("FOLIOT_JAVA_OPTS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }
}
