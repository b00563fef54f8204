package org.foliot.dsl;

import jakarta.inject.Inject;
import org.eclipse.xtext.conversion.IValueConverter;
import org.eclipse.xtext.conversion.ValueConverter;
import org.eclipse.xtext.conversion.impl.AbstractDeclarativeValueConverterService;
import org.eclipse.xtext.conversion.impl.STRINGValueConverter;

/** Takes texts out of their quotes. Numbers stay as they are written: what they mean depends on where they stand. */
public class Texts extends AbstractDeclarativeValueConverterService {
    @Inject
    private STRINGValueConverter text;

    /** Text in quotes. */
    @ValueConverter(rule = "STRING")
    public IValueConverter<String> text() {
        return text;
    }
}
