package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foliot.broken.MisbehavingBundle;
import org.foliot.integration.Foliot.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars of others that throw, hang, miss a class or answer nonsense, one run for each beside a sound one: each costs its run and one
 * message, and nothing else. Run with -Dgolden.update=true to freeze the messages anew.
 */
class MisbehaviourTest {
    private static final Path GOLDEN = Path.of("src/test/golden/misbehaviour.txt");
    private static final int FAILURE = 4;

    /** What a run came to, and why. */
    private static final Pattern OUTCOME = Pattern.compile("^ {2}error|^\\w+ {2}(ERROR|passed|FAILED)");

    @TempDir
    private Path folder;

    private static String scenario(MisbehavingBundle bundle) {
        String word = bundle.id();
        String hypervisor = "hypervisor kvm";
        String scheduler = "scheduler eevdf";
        String memory = "pvtime userspace";
        switch (bundle.kind()) {
            case HYPERVISOR -> {
                hypervisor = "hypervisor " + word;
                memory = "";
            }
            case HOST_SCHEDULER -> scheduler = "scheduler " + word;
            case MEMORY_STRATEGY -> memory = "pvtime " + word;
        }
        return scenario(word, hypervisor, scheduler, memory);
    }

    private static String scenario(String name, String hypervisor, String scheduler, String memory) {
        return "scenario " + name + "\nhost server {\n    cpus 1\n    " + hypervisor + "\n    " + scheduler
                + "\n    task hog { busy }\n}\nguest web on server {\n    vcpus 1\n    " + memory
                + "\n    process work { busy }\n}\ntimeline { at 1 s end }\n";
    }

    @Test
    void costsOneRunAndOneMessage() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path scenarios = Files.createDirectory(folder.resolve("scenarios"));
        for (MisbehavingBundle bundle : MisbehavingBundle.all()) {
            bundle.writeTo(plugins);
            Files.writeString(scenarios.resolve(bundle.id() + ".foliot"), scenario(bundle));
        }
        Files.writeString(
                scenarios.resolve("sound.foliot"),
                scenario("sound", "hypervisor kvm", "scheduler eevdf", "pvtime userspace"));

        Ended ended = Foliot.built()
                .with("FOLIOT_PLUGINS", plugins.toString())
                .run("run", "--call-limit", "2 s", scenarios.toString());
        assertThat(ended.exitCode()).isEqualTo(FAILURE);
        assertThat(ended.err()).isEmpty();
        freeze(ended.out()
                .lines()
                .filter(line -> OUTCOME.matcher(line).find())
                .collect(Collectors.joining("\n", "", "\n")));
    }

    private static void freeze(String printed) throws IOException {
        // How long a call was waited for is a matter of the machine.
        String steady = printed.replaceAll("has not returned for [0-9.]+ s", "has not returned for … s");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, steady);
        }
        assertThat(steady).isEqualTo(Files.readString(GOLDEN));
    }
}
