package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worked example of an extension, KVM on LoongArch, as its page tells to use it: built against the Foliot that was just built,
 * verified, dropped into the plug-in folder, run.
 */
class WorkedExampleTest {
    private static final Path EXAMPLE = Foliot.sources().resolve("examples/bundles/loongarch");
    private static final String SCENARIO = "scenarios/steal-time.foliot";
    private static final String FINGERPRINT = "scenarios/steal-time.fingerprint";

    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheLibraries() throws Exception {
        Stranger.forgetLibraries(folder.resolve("loongarch"));
    }

    @Test
    void buildsAgainstThisFoliotAndItsScenarioPasses() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path project = folder.resolve("loongarch");
        Tree.copy(EXAMPLE, project);
        for (String left : new String[] {"target", "lib", ".mvn"}) {
            Tree.delete(project.resolve(left));
        }
        assertThat(foliot.shell(project, "./prepare " + foliot.script())).isEmpty();
        assertThat(Stranger.build(foliot, project)).contains("BUILD SUCCESS").doesNotContain("[WARNING]");

        Path jar = Stranger.jar(project);
        Ended verified = foliot.run("verify-bundle", jar.toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();

        Files.copy(jar, foliot.home().resolve("plugins").resolve(jar.getFileName()));
        Path out = folder.resolve("out");
        Ended ended = foliot.run("run", project.resolve(SCENARIO).toString(), "--out", out.toString());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        JsonObject run = JsonParser.parseString(Files.readString(out.resolve("loongarch_steal_time/manifest.json")))
                .getAsJsonObject();
        String fingerprint = run.get("fingerprint").getAsString() + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(EXAMPLE.resolve(FINGERPRINT), fingerprint);
        }
        assertThat(EXAMPLE.resolve(FINGERPRINT)).hasContent(fingerprint);
        assertThat(digest(run)).isEqualTo(digest(jar));
    }

    /** What the run says of the jar that its hypervisor came from. */
    private static String digest(JsonObject run) {
        for (JsonElement bundle : run.getAsJsonArray("bundles")) {
            if (bundle.getAsJsonObject().get("id").getAsString().equals("kvm_loongarch")) {
                return bundle.getAsJsonObject().get("digest").getAsString();
            }
        }
        throw new AssertionError("the run did not use kvm_loongarch");
    }

    private static String digest(Path jar) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}
