"""A shop: catalogue, prices, stock, carts, orders and what follows them. Runs on any of the databases."""

from tests.autogen.models.shop import catalogue, money, office, orders, people, stock
from tests.autogen.models.shop.base import Base

__all__ = ["Base", "catalogue", "metadata", "money", "office", "orders", "people", "stock"]
metadata = (Base.metadata,)
