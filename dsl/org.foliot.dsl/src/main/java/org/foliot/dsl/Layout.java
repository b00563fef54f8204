package org.foliot.dsl;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.formatting2.FormatterPreferenceKeys;
import org.eclipse.xtext.formatting2.FormatterRequest;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.formatting2.regionaccess.ITextRegionAccess;
import org.eclipse.xtext.formatting2.regionaccess.ITextReplacement;
import org.eclipse.xtext.formatting2.regionaccess.TextRegionAccessBuilder;
import org.eclipse.xtext.parser.ParseException;
import org.eclipse.xtext.preferences.MapBasedPreferenceValues;
import org.eclipse.xtext.preferences.TypedPreferenceValues;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;

/** Lays texts out, without an editor. */
final class Layout {
    /** Width of a line. */
    static final int WIDTH = 120;

    @Inject
    private Provider<XtextResourceSet> resourceSets;

    @Inject
    private IResourceFactory resources;

    @Inject
    private Provider<IFormatter2> formatters;

    @Inject
    private Provider<TextRegionAccessBuilder> regions;

    /** The text laid out; absent when it does not parse. */
    Optional<String> format(String text, int width) {
        XtextResourceSet files = resourceSets.get();
        XtextResource resource = (XtextResource) resources.createResource(URI.createURI("text:/scenario.foliot"));
        files.getResources().add(resource);
        try {
            resource.reparse(text.replace("\r\n", "\n"));
        } catch (IOException | StackOverflowError | ParseException e) {
            return Optional.empty();
        }
        if (resource.getContents().isEmpty() || resource.getParseResult().hasSyntaxErrors()) {
            return Optional.empty();
        }
        ITextRegionAccess access = regions.get().forNodeModel(resource).create();
        MapBasedPreferenceValues preferences = new MapBasedPreferenceValues(Map.of(
                FormatterPreferenceKeys.indentation.getId(), "    ",
                FormatterPreferenceKeys.lineSeparator.getId(), "\n",
                FormatterPreferenceKeys.maxLineWidth.getId(), Integer.toString(width)));
        FormatterRequest request = new FormatterRequest();
        request.setTextRegionAccess(access);
        request.setPreferences(TypedPreferenceValues.castOrWrap(preferences));
        List<ITextReplacement> replacements = formatters.get().format(request);
        return Optional.of(withoutTrailingSpace(access.getRewriter().renderToString(replacements)));
    }

    private static String withoutTrailingSpace(String text) {
        return text.replaceAll("(?m)[ \\t]+$", "").strip() + "\n";
    }
}
