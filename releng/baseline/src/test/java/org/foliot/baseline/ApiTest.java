package org.foliot.baseline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** What extensions are written against: it leaks nothing, says who implements what, and is documented. */
@AnalyzeClasses(
        packages = {"org.foliot.api", "org.foliot.time"},
        importOptions = DoNotIncludeTests.class)
class ApiTest {

    @ArchTest
    static final ArchRule IT_SHOWS_NOTHING_BUT_ITSELF = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.foliot.api..",
                    "org.foliot.time..",
                    "org.osgi.annotation..",
                    "org.osgi.service.component.annotations");

    /** A method more is for those who implement a type a change that breaks them, and for those who call it none. */
    @ArchTest
    static final ArchRule EVERY_INTERFACE_SAYS_WHO_IMPLEMENTS_IT = classes()
            .that(canBeImplementedByOthers())
            .should()
            .beAnnotatedWith(ProviderType.class)
            .orShould()
            .beAnnotatedWith(ConsumerType.class);

    private static DescribedPredicate<JavaClass> canBeImplementedByOthers() {
        return describe(
                "can be implemented by others",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.isAnnotation()
                        && !type.reflect().isSealed()
                        && (type.isInterface()
                                || type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isEnum()));
    }

    @Test
    void everyTypeAndEveryMethodSaysWhatItIs() throws IOException {
        assertThat(undocumented()).isEmpty();
    }

    private static List<String> undocumented() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            DocTrees docs = DocTrees.instance(task);
            task.parse();
            List<String> undocumented = new ArrayList<>();
            for (Element element : task.analyze()) {
                collect(element, docs, undocumented);
            }
            return undocumented;
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String bundle : List.of("org.foliot.time", "org.foliot.api")) {
            try (Stream<Path> files = Files.walk(Path.of("../../bundles", bundle, "src/main/java"))) {
                files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }

    private static void collect(Element element, DocTrees docs, List<String> undocumented) {
        boolean type = element.getKind().isClass() || element.getKind().isInterface();
        if (!isVisible(element) || !type && element.getKind() != ElementKind.METHOD) {
            return;
        }
        if (docs.getPath(element) != null && docs.getDocCommentTree(element) == null && !isInherited(element)) {
            undocumented.add(element.getEnclosingElement() + "." + element);
        }
        if (type) {
            ((TypeElement) element).getEnclosedElements().forEach(e -> collect(e, docs, undocumented));
        }
    }

    private static boolean isVisible(Element element) {
        return element.getModifiers().contains(Modifier.PUBLIC)
                || element.getModifiers().contains(Modifier.PROTECTED);
    }

    /** Methods of enums and records that the language adds, and those that say in a supertype what they are. */
    private static boolean isInherited(Element element) {
        return element.getAnnotation(Override.class) != null;
    }
}
