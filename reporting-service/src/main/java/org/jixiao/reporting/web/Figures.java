package org.jixiao.reporting.web;

import io.quarkus.qute.TemplateExtension;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jixiao.platform.money.Money;

/** How the page writes figures beside the table. */
@TemplateExtension
final class Figures {

    private Figures() {}

    /** Exact 元 in groups of three digits: {@code 7,990,600.00}. */
    static String grouped(Money amount) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount.yuan());
    }
}
