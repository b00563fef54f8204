package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.FoliotLanguage;
import org.junit.jupiter.api.Test;

/** What bundles do to what a scenario may say. */
class ExtensionsTest {
    private static final Path HERE = Path.of("scenario.foliot");

    @Test
    void removingAndReturningABundleNeedsNothingElse() {
        AtomicReference<Catalog> installed = new AtomicReference<>(TestCatalog.usual());
        FoliotLanguage language = FoliotLanguage.create(installed::get);
        String text = "host h { }\nguest web on h { pvtime userspace }\n";

        assertThat(language.parse(HERE, text).hasErrors()).isFalse();
        installed.set(TestCatalog.usual().without(ExtensionKind.MEMORY_STRATEGY));
        assertThat(codes(language, text)).containsExactly(Codes.EXTENSION_UNKNOWN);
        installed.set(TestCatalog.usual());
        assertThat(language.parse(HERE, text).hasErrors()).isFalse();
    }

    @Test
    void newIdsAreWordsWithoutAChangeToTheGrammar() {
        Catalog more =
                TestCatalog.usual().with(ExtensionKind.HOST_SCHEDULER, "slow", new TestCatalog.DemandingScheduler());
        FoliotLanguage language = FoliotLanguage.create(() -> more);

        assertThat(codes(language, "host h { scheduler slow { latency 5 ms } }"))
                .isEmpty();
    }

    @Test
    void optionWithoutDefaultMustBeSet() {
        Catalog more =
                TestCatalog.usual().with(ExtensionKind.HOST_SCHEDULER, "slow", new TestCatalog.DemandingScheduler());
        FoliotLanguage language = FoliotLanguage.create(() -> more);

        List<Diagnostic> said =
                language.parse(HERE, "host h { scheduler slow }").diagnostics();

        assertThat(said).hasSize(1);
        assertThat(said.get(0).message()).isEqualTo("host scheduler slow needs the option latency");
    }

    @Test
    void aHostThatNamesNoSchedulerNeedsTheOneOfItsKernel() {
        Catalog other = TestCatalog.usual()
                .without(ExtensionKind.HOST_SCHEDULER)
                .with(ExtensionKind.HOST_SCHEDULER, "slow", new TestCatalog.DemandingScheduler());
        FoliotLanguage language = FoliotLanguage.create(() -> other);

        List<Diagnostic> said = language.parse(HERE, "host old { kernel 5.10 }").diagnostics();

        assertThat(said).hasSize(1);
        assertThat(said.get(0).message()).isEqualTo("the host scheduler of Linux 5.10 is not installed");
        assertThat(said.get(0).remedy()).isEqualTo("name one, as scheduler slow; installed: slow");
        assertThat(codes(Languages.USUAL, "host old { kernel 5.10 }")).isEmpty();
    }

    @Test
    void strategyThatThrowsCostsOneDiagnostic() {
        Catalog broken = TestCatalog.usual().with(ExtensionKind.MEMORY_STRATEGY, "broken", new BrokenStrategy());
        FoliotLanguage language = FoliotLanguage.create(() -> broken);

        List<Diagnostic> said = language.parse(HERE, "host h { }\nguest web on h { pvtime broken }\n")
                .diagnostics();

        assertThat(said).extracting(Diagnostic::code).containsExactly(Codes.EXTENSION_FAILED);
        assertThat(said.get(0).remedy()).isEqualTo("this is a fault of the bundle org.foliot.test.broken");
    }

    @Test
    void everyQuestionToAnExtensionGoesByTheCatalogueWhichGivesUpWhatHangs() {
        Catalog stuck = TestCatalog.usual().unanswered(ExtensionKind.MEMORY_STRATEGY);
        List<Diagnostic> ofStrategy = FoliotLanguage.create(() -> stuck)
                .parse(HERE, "host h { }\nguest web on h { pvtime userspace }\n")
                .diagnostics();
        assertThat(ofStrategy)
                .extracting(Diagnostic::message)
                .containsExactly(
                        "the memory strategy userspace has not returned for 10 s, when it was asked to place its"
                                + " structures");

        Catalog other = TestCatalog.usual().unanswered(ExtensionKind.HYPERVISOR);
        List<Diagnostic> ofHypervisor = FoliotLanguage.create(() -> other)
                .parse(HERE, "host h { }\nguest web on h { pvtime userspace }\n")
                .diagnostics();
        assertThat(ofHypervisor)
                .extracting(Diagnostic::message)
                .containsExactly(
                        "the hypervisor kvm has not returned for 10 s, when it was asked what it needs placed");
        assertThat(ofHypervisor.get(0).remedy()).isEqualTo("this is a fault of the bundle org.foliot.test.kvm");
    }

    private static List<String> codes(FoliotLanguage language, String text) {
        return language.parse(HERE, text).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    /** A strategy with a fault. */
    public static final class BrokenStrategy implements MemoryStrategy<TestCatalog.NoOptions> {
        @Override
        public Class<TestCatalog.NoOptions> optionsType() {
            return TestCatalog.NoOptions.class;
        }

        @Override
        public StealMemory open(TestCatalog.NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
            throw new IllegalStateException("a fault");
        }
    }
}
