package org.foliot.dsl.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.Position;
import org.eclipse.xtext.generator.IShouldGenerate;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.util.CancelIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes long files light: lines that are found once, and nothing done twice. */
class LongFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "host a\n\n{ }", "a\r\nbc\r\n", "\ud83d\ude00 x\n\u2603\n\n"})
    void everyPlaceIsWhereTheInheritedOneHasIt(String text) {
        Document lines = new LineDocument(1, text);
        Document plain = new Document(1, text);
        for (int offset = 0; offset <= text.length(); offset++) {
            assertThat(lines.getPosition(offset)).isEqualTo(plain.getPosition(offset));
            assertThat(lines.getOffSet(lines.getPosition(offset))).isEqualTo(offset);
        }
        assertThat(lines.getLineCount()).isEqualTo(plain.getLineCount());
    }

    @Test
    void aColumnBehindTheEndOfALineIsItsEnd() {
        Document lines = new LineDocument(1, "ab\ncd");

        assertThat(lines.getOffSet(new Position(0, 99))).isEqualTo(2);
        assertThat(lines.getOffSet(new Position(1, Integer.MAX_VALUE))).isEqualTo(5);
        assertThatThrownBy(() -> lines.getOffSet(new Position(2, 0))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> lines.getPosition(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void servicesAreGivenIt() throws IOException {
        Injector injector = new EditingSetup(
                        () -> SomeCatalog.USUAL, new Runs(() -> SomeCatalog.USUAL), new Everywhere())
                .createInjectorAndDoEMFRegistration();
        XtextResource file = (XtextResource)
                injector.getInstance(IResourceFactory.class).createResource(URI.createFileURI("/nowhere/a.foliot"));
        injector.getInstance(XtextResourceSet.class).getResources().add(file);
        file.load(new ByteArrayInputStream("host a { }\n".getBytes(StandardCharsets.UTF_8)), Map.of());
        Workspace workspace = new Workspace();

        Document document = workspace.getDocument(file);
        assertThat(document).isInstanceOf(LineDocument.class);
        assertThat(workspace.getDocument(file)).as("found once for each state").isSameAs(document);
    }

    @Test
    void noFileIsValidatedOnceMoreToKnowWhetherToGenerateFromIt() {
        Injector injector = new EditingSetup(
                        () -> SomeCatalog.USUAL, new Runs(() -> SomeCatalog.USUAL), new Everywhere())
                .createInjectorAndDoEMFRegistration();

        assertThat(injector.getInstance(IShouldGenerate.class).shouldGenerate(null, CancelIndicator.NullImpl))
                .isFalse();
    }
}
