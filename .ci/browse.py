"""Open each page of a pack in headless Chromium from disk: tap zones, read cards, expect no console error."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main(source: Path, pictures: Path) -> int:
    """Check every page below a folder, on a phone's and a desk's screen; keep a picture of each."""
    pages = sorted(source.rglob("*.html"))
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        driver = _driver(profile)
        try:
            faults = [
                f"{page.name} {size}: {fault}"
                for number, page in enumerate(pages)
                for size in ((412, 900), (1280, 860))
                for fault in _faults(driver, page, size, pictures / f"{number}-{size[0]}.png")
            ]
        finally:
            driver.quit()
    sys.stdout.write("\n".join([*faults, f"{len(pages)} pages opened in Chromium", ""]))
    return 1 if faults or not pages else 0


def _driver(profile: str) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))


def _faults(driver: webdriver.Chrome, page: Path, size: tuple[int, int], picture: Path) -> list[str]:
    driver.set_window_size(*size)
    driver.get(page.resolve().as_uri())
    data = json.loads(driver.find_element(By.ID, "data").get_attribute("textContent") or "")
    zones = data["sheets"][0]["zones"]
    faults = [fault for zone in zones for fault in _tapped(driver, zone)]
    driver.save_screenshot(str(picture))
    faults += _filtered(driver, data)
    return faults + [entry["message"] for entry in driver.get_log("browser")]


def _tapped(driver: webdriver.Chrome, zone: dict[str, object]) -> list[str]:
    """What the card of a zone lacks after a click on the zone's middle in the plan."""
    shape = driver.find_element(By.CSS_SELECTOR, f"path.zone[data-code='{zone['code']}']")
    driver.execute_script(
        """const [x, y] = arguments[1], at = new DOMPoint(x, -y).matrixTransform(arguments[0].getScreenCTM());
        document.elementFromPoint(at.x, at.y).dispatchEvent(
          new MouseEvent("click", {bubbles: true, clientX: at.x, clientY: at.y}));""",
        shape,
        zone["middle"],
    )
    card = driver.find_element(By.ID, "card").text
    risks = zone["risks"]
    assert isinstance(risks, list)
    wanted = [f"{zone['code']} {zone['name']}", *(f"{risk['code']} {risk['name']}" for risk in risks)]
    return [f"card of {zone['code']} lacks {words}" for words in wanted if words not in card]


def _filtered(driver: webdriver.Chrome, data: dict[str, list[dict[str, object]]]) -> list[str]:
    """Whether a tap on a grade leaves its zones alone in the list."""
    faults = []
    for grade, button in zip(data["grades"], _grades(driver), strict=True):
        driver.find_element(By.TAG_NAME, "body").send_keys("\ue00c")  # Escape: back to the list
        button.click()
        listed = len(driver.find_elements(By.CSS_SELECTOR, "#card li"))
        if len(data["sheets"]) == 1 and listed != grade["zones"]:
            faults.append(f"{grade['grade']}: {listed} zones listed, not {grade['zones']}")
        button.click()
    return faults


def _grades(driver: webdriver.Chrome) -> list[WebElement]:
    return driver.find_elements(By.CSS_SELECTOR, "#grades button")


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
