/** Views of runs. They show the page and the pictures that {@code foliot report} writes. */
package org.foliot.ui.view;
