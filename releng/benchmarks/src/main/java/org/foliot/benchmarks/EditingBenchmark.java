package org.foliot.benchmarks;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.foliot.dsl.ide.FoliotIdeSetup;
import org.foliot.dsl.ide.hover.Hover;
import org.foliot.dsl.ide.hover.Hovers;
import org.foliot.dsl.ide.outline.Outline;
import org.foliot.dsl.ide.outline.OutlineNode;
import org.foliot.dsl.ide.proposals.Proposals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an editor waits for in a long file: reading it anew after a keystroke, proposals at its end, outline, hover, markers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EditingBenchmark {
    private static final int LINES_OF_A_GUEST = 5;

    @Param({"1000", "10000"})
    int lines;

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private Injector language;
    private String text;
    private int cursor;
    private XtextResource file;

    /** Writes guests for half of the lines and events for the other half, with a cursor in the last event. */
    @Setup
    public void write() throws IOException {
        language = new FoliotIdeSetup().createInjectorAndDoEMFRegistration();
        StringBuilder written = new StringBuilder("scenario long_one\nhost src { cpus 8 }\n");
        int guests = lines / 2 / LINES_OF_A_GUEST;
        for (int g = 0; g < guests; g++) {
            written.append("guest g")
                    .append(g)
                    .append(" on src {\n    vcpus 2 on cpu 0..7\n    kernel 6.12 { tick 250 Hz }\n");
            written.append("    process work { run 1 ms every 10 ms }\n}\n");
        }
        written.append("timeline {\n");
        for (int e = 0; e < lines / 2; e++) {
            written.append("    at ")
                    .append(e + 1)
                    .append(" ms pause g")
                    .append(e % guests)
                    .append(" for 1 us\n");
        }
        written.append("    at 100 s pause ");
        cursor = written.length();
        text = written.append("g0\n    at 200 s end\n}\n").toString();
        file = read();
    }

    @TearDown
    public void stop() {
        pool.shutdown();
    }

    /** The file, read as after a keystroke. */
    @Benchmark
    public XtextResource read() throws IOException {
        XtextResource read = (XtextResource)
                language.getInstance(IResourceFactory.class).createResource(URI.createFileURI("/nowhere/long.foliot"));
        language.getInstance(XtextResourceSet.class).getResources().add(read);
        read.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Map.of());
        return read;
    }

    /** Proposals in the last line. */
    @Benchmark
    public List<ContentAssistEntry> propose() {
        return language.getInstance(Proposals.class).at(file, cursor, pool);
    }

    /** The outline. */
    @Benchmark
    public List<OutlineNode> outline() {
        return language.getInstance(Outline.class).of(file);
    }

    /** What is told about the guest in the last line. */
    @Benchmark
    public Optional<Hover> hover() {
        return language.getInstance(Hovers.class).at(file, cursor);
    }

    /** Everything that is wrong with it. */
    @Benchmark
    public List<Issue> check() {
        return language.getInstance(IResourceValidator.class).validate(file, CheckMode.ALL, CancelIndicator.NullImpl);
    }
}
