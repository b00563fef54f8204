package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.PreparedLanguage;
import org.foliot.dsl.foliot.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door of the language promises. */
class FoliotLanguageTest {
    private static final Path HERE = Path.of("scenario.foliot");

    @TempDir
    Path folder;

    @Test
    void smallestUsefulScenarioHasFiveLines() {
        String text = """
                host server { task hog { busy } }
                guest web { pvtime userspace  process nginx { busy } }
                timeline { at 10 s end }
                expect { at end web.vcpu[0].stolen / elapsed within 2 % of 50 % }
                """;

        assertThat(Languages.USUAL.parse(HERE, "scenario smallest\n" + text).diagnostics())
                .isEmpty();
    }

    @Test
    void partsForOthersNeedNoHost() {
        assertThat(Languages.USUAL.parse(HERE, "kernel mine 6.12 {}").diagnostics())
                .isEmpty();
    }

    @Test
    void aLanguageCanBePreparedBeforeItIsKnownWhatIsInstalled() {
        PreparedLanguage prepared = new PreparedLanguage();
        FoliotLanguage language = prepared.claim(TestCatalog::usual).orElseThrow();

        String text = "host server { scheduler eevdf  task hog { busy } }\ntimeline { at 10 s end }\n";
        assertThat(language.parse(HERE, text).diagnostics())
                .isEqualTo(Languages.USUAL.parse(HERE, text).diagnostics());
        assertThat(prepared.claim(TestCatalog::empty)).isEmpty();
    }

    @Test
    void missingFileIsSaid() {
        assertThat(only(Languages.USUAL.parse(folder.resolve("none.foliot"))).code())
                .isEqualTo(Codes.FILE_NOT_FOUND);
    }

    @Test
    void directoryIsSaid() {
        assertThat(only(Languages.USUAL.parse(folder)).message()).isEqualTo("this is a directory");
    }

    @Test
    void hugeFileIsRefusedUnread() throws IOException {
        Path huge = folder.resolve("huge.foliot");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(50L << 20);
        }

        Diagnostic refusal = only(Languages.USUAL.parse(huge));

        assertThat(refusal.code()).isEqualTo(Codes.FILE_TOO_LARGE);
        assertThat(refusal.message()).isEqualTo("the file has 50 MiB, more than the limit of 8 MiB");
    }

    @Test
    void binaryFileIsRefused() throws IOException {
        Path nul = Files.write(folder.resolve("nul.foliot"), new byte[] {'h', 'o', 's', 't', 0, 1, 2});
        Path latin = Files.write(folder.resolve("latin.foliot"), "/* Ü */".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(only(Languages.USUAL.parse(nul)).code()).isEqualTo(Codes.FILE_NOT_TEXT);
        assertThat(only(Languages.USUAL.parse(latin)).code()).isEqualTo(Codes.FILE_NOT_TEXT);
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("dos.foliot"), "\uFEFFscenario a\r\nhost h { cpus 0 }\r\n");

        Diagnostic range = only(Languages.USUAL.parse(file));

        assertThat(range.line()).isEqualTo(2);
        assertThat(range.column()).isEqualTo(15);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "expect { always " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }";

        assertThat(only(Languages.USUAL.parse(HERE, deep)).code()).isEqualTo(Codes.SYNTAX_TOO_DEEP);
    }

    @Test
    void longSumsAreRefusedBeforeTheyOverflowAnything() {
        String text = "host h { }\nexpect { always 1" + " + 1".repeat(2_000) + " > 0 }";

        assertThat(Languages.USUAL.parse(HERE, text).diagnostics())
                .extracting(Diagnostic::code)
                .contains(Codes.SYNTAX_TOO_DEEP);
    }

    @Test
    void importedElementsAreNamedAndRefined() throws IOException {
        Files.createDirectory(folder.resolve("parts"));
        Files.writeString(
                folder.resolve("parts/a.foliot"), "import \"b.foliot\"\nparam n = 4\nhost big like base { cpus n }\n");
        Files.writeString(folder.resolve("parts/b.foliot"), "host base { group tenants }\n");
        Path main = Files.writeString(
                folder.resolve("main.foliot"),
                "import \"parts/a.foliot\"\nscenario m\nguest web on big { vcpus 1 on cpu 3  group tenants }\n"
                        + "timeline { at n s end }\n".replace("n s", "1 s"));

        assertThat(Languages.USUAL.parse(main).diagnostics()).isEmpty();
    }

    @Test
    void importedFilesAreCalledAsTheUserWouldCallThem() throws IOException {
        Files.writeString(folder.resolve("bad.foliot"), "host h { cpus\n}\n");
        Path main = Files.writeString(folder.resolve("main.foliot"), "import \"bad.foliot\"\n");

        assertThat(only(Languages.USUAL.parse(main)).file())
                .isEqualTo(folder.resolve("bad.foliot").toString());
    }

    @Test
    void catalogueIsAskedAnew() {
        assertThat(Languages.BARE.parse(HERE, "host h { }").hasErrors()).isTrue();
        assertThat(Languages.USUAL.parse(HERE, "host h { }").hasErrors()).isFalse();
    }

    @Test
    void documentationIsTheCommentBefore() {
        ParsedScenario parsed = Languages.USUAL.parse(HERE, """
                /* not this */
                /**
                 * Where guests live.
                 * It is large.
                 */
                host h { }
                """);
        Host host = (Host) parsed.model().orElseThrow().getElements().get(0);

        assertThat(parsed.documentation(host)).isEqualTo("Where guests live.\nIt is large.");
    }

    @Test
    void oneLanguageServesManyThreads() throws Exception {
        String text = Scenarios.text(Scenarios.files().get(0)).replaceFirst("import \"[^\"]*\"", "");
        List<Callable<List<Diagnostic>>> reads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            reads.add(() -> Languages.USUAL.parse(HERE, text).diagnostics());
        }
        List<Diagnostic> alone = Languages.USUAL.parse(HERE, text).diagnostics();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<Diagnostic>> read : threads.invokeAll(reads)) {
                assertThat(read.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void longLinesAreCutAroundTheCaret() {
        String text = "host h { " + " ".repeat(300) + "cpus 0" + " ".repeat(300) + "}";
        ParsedScenario parsed = Languages.USUAL.parse(HERE, text);

        String printed = new DiagnosticPrinter(parsed.lines()).print(parsed.diagnostics());

        assertThat(printed.lines().skip(1).limit(2))
                .allSatisfy(l -> assertThat(l.length()).isLessThan(140));
        String[] lines = printed.split("\n");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('0');
    }

    private static Diagnostic only(ParsedScenario parsed) {
        assertThat(parsed.diagnostics()).hasSize(1);
        return parsed.diagnostics().get(0);
    }
}
