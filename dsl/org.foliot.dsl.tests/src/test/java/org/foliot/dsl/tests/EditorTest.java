package org.foliot.dsl.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.FoliotStandaloneSetup;
import org.junit.jupiter.api.Test;

/** What an editor built on Xtext sees: the same findings, by the way that editors ask for them. */
class EditorTest {
    private static final Injector INJECTOR =
            new FoliotStandaloneSetup(TestCatalog::usual).createInjectorAndDoEMFRegistration();

    private static final String BAD = """
            scenario bad
            host src { cpus 4  counter 10 ms }
            guest web on srk { process p { busy } }
            guest mail on src { vcpus 1 on cpu 9  kernel 6.12 { tick 250 } }
            timeline { at 1 s paus mail  at 2 s end }
            """;

    @Test
    void markersAreTheDiagnosticsOfTheCommandLine() throws IOException {
        List<Issue> issues = issues(BAD);
        List<Diagnostic> diagnostics =
                Languages.USUAL.parse(Path.of("bad.foliot"), BAD).diagnostics();

        assertThat(issues)
                .extracting(i -> i.getCode() + " " + i.getLineNumber() + ":" + i.getColumn())
                .containsExactlyInAnyOrderElementsOf(diagnostics.stream()
                        .map(d -> d.code() + " " + d.line() + ":" + d.column())
                        .toList());
        assertThat(issues)
                .extracting(Issue::getMessage)
                .containsExactlyInAnyOrderElementsOf(diagnostics.stream()
                        .map(d -> d.remedy().isEmpty() ? d.message() : d.message() + "; " + d.remedy())
                        .toList());
    }

    @Test
    void missingUnitCarriesWhatAQuickFixWrites() throws IOException {
        Issue missing = issues(BAD).stream()
                .filter(i -> i.getCode().equals(Codes.UNIT_MISSING))
                .findFirst()
                .orElseThrow();

        assertThat(missing.getData()).contains("250 Hz", "250 kHz");
    }

    @Test
    void unknownNameCarriesTheNearest() throws IOException {
        Issue unknown = issues(BAD).stream()
                .filter(i -> i.getCode().equals(Codes.NAME_UNKNOWN))
                .findFirst()
                .orElseThrow();

        assertThat(unknown.getData()).contains("src");
    }

    @Test
    void brokenTextHasSyntaxErrorsOnly() throws IOException {
        assertThat(issues("host src { cpus }\nguest web on nowhere"))
                .extracting(Issue::getCode)
                .contains(Codes.SYNTAX)
                .doesNotContain(Codes.END_MISSING, Codes.EXTENSION_UNKNOWN);
    }

    @Test
    void indexHoldsWhatOthersCanName() throws IOException {
        XtextResource resource =
                load("param p = 1 s\nhost h { group g  task t { busy }  kernel 6.12 { tick 250 Hz } }");
        IResourceDescription description = INJECTOR.getInstance(IResourceServiceProvider.class)
                .getResourceDescriptionManager()
                .getResourceDescription(resource);

        assertThat(StreamSupport.stream(description.getExportedObjects().spliterator(), false)
                        .map(o -> o.getName().toString()))
                .containsExactly("p", "h", "h.g", "h.t");
    }

    private static List<Issue> issues(String text) throws IOException {
        return INJECTOR.getInstance(IResourceValidator.class)
                .validate(load(text), CheckMode.ALL, CancelIndicator.NullImpl);
    }

    private static XtextResource load(String text) throws IOException {
        XtextResource resource = (XtextResource)
                INJECTOR.getInstance(XtextResourceSet.class).createResource(URI.createFileURI("/nowhere/bad.foliot"));
        resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
        return resource;
    }
}
